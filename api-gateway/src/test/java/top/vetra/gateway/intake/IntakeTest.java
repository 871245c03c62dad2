package top.vetra.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.InMemoryWorkIndex;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.placement.PlacementsForTests;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.gateway.queue.InMemoryConversionQueue;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.link.PastedLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

class IntakeTest {

  private static final Clock CLOCK = Clock.fixed(Samples.START, ZoneOffset.UTC);

  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(SettingsForTests.defaults().patience());
  private final InMemoryWorkIndex index = new InMemoryWorkIndex();
  private final FakePublisher published = new FakePublisher();

  @Test
  void so_many_jobs_want_one_conversion_at_a_time_and_no_more() {
    String conversion = accept(open(), "first").conversion().id();
    Flux.range(1, 999).concatMap(i -> conversions.join(conversion, "j" + i)).blockLast();
    conversions.join(conversion, "first").block();
    assertThatThrownBy(() -> accept(open(), "last"))
        .isInstanceOf(RequestProblem.class)
        .hasMessageContaining("1000 jobs wait for this very file");
    assertThat(published.events()).hasSize(1);

    Problem problem = Problem.of(ProblemCode.RECORDING_EXPIRED);
    JobEvent failed = new JobEvent.Failed(conversion, Samples.START, problem);
    conversions.update(conversion, state -> state.apply(failed)).block();
    assertThat(accept(open(), "later").conversion().id()).isNotEqualTo(conversion);
  }

  @Test
  void a_request_that_is_refused_changes_nothing_and_what_runs_is_joined_all_the_same() {
    Intake closed =
        intake(client -> Mono.error(RequestProblem.of(ProblemCode.OVERLOADED, "Too much.")));
    assertThatThrownBy(() -> accept(closed, "a")).hasMessageContaining("Too much.");
    assertThat(published.events()).isEmpty();
    JobOrder order = Samples.order("j", "c");
    assertThat(index.holder(key(order)).blockOptional()).isEmpty();

    String conversion = accept(open(), "b").conversion().id();
    assertThat(accept(closed, "c").conversion().id()).isEqualTo(conversion);
  }

  private static String key(JobOrder order) {
    return WorkIndex.key(order.link().key(), order.preset());
  }

  private Intake open() {
    return intake(client -> Mono.empty());
  }

  private Intake intake(IntakeGate gate) {
    var joinable = PlacementsForTests.joinable(conversions, new FakeObjectStore(), CLOCK);
    return new Intake(
        List.of(gate),
        PlacementsForTests.placements(index, joinable, published),
        new InMemoryJobStore(),
        conversions,
        index,
        top.vetra.gateway.instance.InstanceKeyForTests.secrets(),
        new Dispatcher(
            new InMemoryConversionQueue(),
            conversions,
            published,
            SettingsForTests.defaults(),
            CLOCK),
        CLOCK,
        SettingsForTests.defaults());
  }

  private static JobView accept(Intake intake, String job) {
    JobOrder order = Samples.order(job, "c");
    JobRequest request =
        new JobRequest(new PastedLink(order.link(), null, null), order.preset(), null, "client");
    return intake.accept(job, request).blockOptional().orElseThrow();
  }
}
