package top.vetra.gateway.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.ResolveTask;
import top.vetra.pipeline.stage.ConversionEnds;

class WatchdogTest {

  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30));

  private final InMemoryConversionStore conversions = new InMemoryConversionStore(PATIENCE);
  private final FakePublisher published = new FakePublisher();

  @Test
  void a_conversion_that_nobody_begins_on_is_put_on_the_queue_again_ever_more_rarely() {
    store(Samples.queued("c"));
    lookAfter(Duration.ofSeconds(59));
    assertThat(published.tasks()).isEmpty();
    lookAfter(Duration.ofSeconds(60));
    lookAfter(Duration.ofSeconds(70));
    assertThat(published.tasks()).hasSize(1).first().isInstanceOf(ResolveTask.class);
    lookAfter(Duration.ofSeconds(120));
    lookAfter(Duration.ofSeconds(180));
    assertThat(published.tasks()).hasSize(2);
  }

  @Test
  void a_conversion_that_is_silent_for_too_long_fails() {
    store(Samples.queued("c").apply(new JobEvent.Resolving("c", Samples.START)));
    lookAfter(Duration.ofMinutes(29));
    assertThat(published.events()).isEmpty();
    lookAfter(Duration.ofMinutes(30));
    assertThat(published.events())
        .singleElement()
        .isInstanceOfSatisfying(
            JobEvent.Failed.class,
            failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.INTERNAL));
  }

  @Test
  void a_conversion_that_waits_is_silent_only_after_its_wait() {
    store(
        Samples.queued("c")
            .apply(
                new JobEvent.Waiting(
                    "c",
                    Samples.START,
                    Problem.of(ProblemCode.RECORDING_NOT_READY),
                    Samples.START.plus(Duration.ofMinutes(10)),
                    null)));
    lookAfter(Duration.ofMinutes(39));
    assertThat(published.events()).isEmpty();
    lookAfter(Duration.ofMinutes(40));
    assertThat(published.events()).hasSize(1);
  }

  @Test
  void one_that_is_gone_is_not_looked_at_again() {
    conversions.lookAgain("gone", Samples.START).block();
    lookAfter(Duration.ZERO);
    assertThat(conversions.due(Samples.START, 10).collectList().block()).isEmpty();
    assertThat(published.events()).isEmpty();
  }

  private void store(ConversionState state) {
    conversions.update(state.id(), nothing -> state).block();
  }

  private void lookAfter(Duration time) {
    Clock clock = Clock.fixed(Samples.START.plus(time), ZoneOffset.UTC);
    ConversionEnds ends = new ConversionEnds(new FakeObjectStore(), published, clock);
    new Watchdog(conversions, published, ends, PATIENCE, clock).look().block();
  }
}
