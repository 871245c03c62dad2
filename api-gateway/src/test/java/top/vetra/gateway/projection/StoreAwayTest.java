package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStoreContract;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.InMemoryWorkIndex;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.pipeline.store.ObjectStore;

/** The log is read on while the object store does not answer. */
class StoreAwayTest {

  /** The patience of one batch is 120 s, and other conversions are in it. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Space SPACE =
      new Space("1234567890abc", null, null, null, null, null, List.of());

  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(ConversionStoreContract.PATIENCE);
  private final InMemoryWorkIndex index = new InMemoryWorkIndex();
  private final FakePublisher published = new FakePublisher();
  private final ObjectStore away =
      (ObjectStore)
          Proxy.newProxyInstance(
              ObjectStore.class.getClassLoader(),
              new Class<?>[] {ObjectStore.class},
              (store, method, arguments) ->
                  method.getReturnType() == Flux.class ? Flux.never() : Mono.never());
  private final Projector projector =
      Gateway.projector(
          conversions,
          new InMemoryJobStore(),
          index,
          away,
          published,
          new top.vetra.gateway.queue.Dispatcher(
              new top.vetra.gateway.queue.InMemoryConversionQueue(),
              conversions,
              published,
              top.vetra.gateway.SettingsForTests.defaults(),
              java.time.Clock.systemUTC()),
          published,
          Clock.fixed(Samples.START, ZoneOffset.UTC));

  @Test
  void a_conversion_that_nobody_wants_any_more_is_given_up() {
    project(accepted("c", "j"), new JobEvent.Canceled("c", Samples.START, "j"));

    assertThat(conversions.find("c").map(ConversionState::status).block())
        .isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_result_that_cannot_be_looked_for_is_made_again() {
    ResultFile file =
        new ResultFile("k", "l", Samples.START, "f.mp3", "audio/mpeg", 1, 1, List.of());
    project(accepted("c", "j"), new JobEvent.Completed("c", Samples.START, file));

    project(accepted("d", "k"), new JobEvent.SpaceFound("d", Samples.START, SPACE));

    JobOrder order = Samples.order("k", "d");
    assertThat(index.holder(WorkIndex.key(order.link().key(), order.preset())).block())
        .isEqualTo("d");
  }

  private static JobEvent accepted(String conversion, String job) {
    return new JobEvent.Accepted(conversion, Samples.START, Samples.order(job, conversion));
  }

  private void project(JobEvent... events) {
    projector
        .project(
            events[0].conversionId(),
            Stream.of(events).map(event -> new LogEntry(event, true)).toList())
        .block(SOON);
  }
}
