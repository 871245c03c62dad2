package top.vetra.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import software.amazon.awssdk.core.exception.SdkClientException;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.ObjectKeys;

class StageTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final AssembleTask TASK =
      new AssembleTask("c", new Preset(Format.MP3, Quality.HIGH, false), 1);

  private final FailingStore store = new FailingStore();
  private final Published published = new Published();
  private final SetClock clock = new SetClock();
  private final ConversionEnds ends = new ConversionEnds(store, published, clock);
  private final List<Integer> attempts = new ArrayList<>();
  private Supplier<Mono<Void>> work = Mono::empty;
  private final Stage<AssembleTask> stage =
      new Stage<>(
          TaskQueue.ASSEMBLE,
          (task, attempt) -> {
            attempts.add(attempt);
            return Mono.defer(work);
          },
          ends,
          published,
          clock,
          LIMIT);

  @Test
  void a_task_is_put_off_while_the_store_is_away_and_uses_up_no_attempt() {
    work = () -> store.put("work/c/parts/00000.mp3", new byte[1], "");
    store.away = true;

    for (int attempt = 1; attempt <= Stage.MAX_ATTEMPTS; attempt++) {
      done(attempt);
    }

    assertThat(published.tasks).hasSize(Stage.MAX_ATTEMPTS).containsOnly(TASK);
    assertThat(published.dues).hasSize(Stage.MAX_ATTEMPTS);
    assertThat(published.events).isEmpty();
  }

  @Test
  void a_failure_of_what_a_task_stands_on_is_told_from_its_own() {
    List.of(
            new UncheckedIOException(new IOException("No space left on device")),
            SdkClientException.create("SlowDown"),
            new IllegalStateException(
                new KafkaException("", new org.apache.kafka.common.errors.TimeoutException())))
        .forEach(
            trouble -> {
              published.tasks.clear();
              work = () -> Mono.error(trouble);
              done(Stage.MAX_ATTEMPTS);
              assertThat(published.tasks).as("%s", trouble).containsExactly(TASK);
            });
    work = () -> Mono.error(new KafkaException("", new RecordTooLargeException()));
    done(Stage.MAX_ATTEMPTS);
    assertThat(published.events).hasSize(1);
  }

  @Test
  void the_longer_an_outage_lasts_the_more_rarely_it_is_tried() {
    work = () -> store.put("work/c/x", new byte[1], "");
    store.away = true;
    assertThat(pauseAfter(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfter(10)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pauseAfter(40)).isEqualTo(Duration.ofSeconds(50));
    assertThat(pauseAfter(100)).isEqualTo(Duration.ofSeconds(60));

    store.away = false;
    done(1);
    store.away = true;

    assertThat(pauseAfter(0)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_task_is_held_until_the_broker_takes_it() {
    work = () -> Mono.error(SdkClientException.create("no answer"));
    published.away = true;

    StepVerifier.withVirtualTime(() -> stage.handle(TASK, 1))
        .expectSubscription()
        .expectNoEvent(Duration.ofHours(1))
        .then(() -> published.away = false)
        .thenAwait(Duration.ofMinutes(2))
        .verifyComplete();

    assertThat(published.tasks).containsExactly(TASK);
  }

  @Test
  void a_failure_of_its_own_is_tried_again_until_the_last_attempt_ends_the_conversion() {
    work = () -> Mono.error(new IllegalStateException("broken"));
    for (int attempt = 1; attempt < Stage.MAX_ATTEMPTS; attempt++) {
      int now = attempt;
      StepVerifier.withVirtualTime(() -> stage.handle(TASK, now))
          .thenAwait(Duration.ofSeconds(10))
          .verifyErrorMessage("broken");
    }
    assertThat(published.events).isEmpty();

    done(Stage.MAX_ATTEMPTS);

    assertEnds(ProblemCode.INTERNAL);
    assertThat(published.tasks).isEmpty();
  }

  @Test
  void a_task_that_takes_too_long_has_failed() {
    work = Mono::never;
    StepVerifier.withVirtualTime(() -> stage.handle(TASK, Stage.MAX_ATTEMPTS))
        .thenAwait(LIMIT)
        .verifyComplete();
    assertEnds(ProblemCode.INTERNAL);
  }

  @Test
  void a_named_problem_ends_the_conversion_at_once() {
    work = () -> Mono.error(new ProblemException(ProblemCode.AUDIO_INVALID));
    done(1);
    assertEnds(ProblemCode.AUDIO_INVALID);
  }

  @Test
  void an_end_that_cannot_be_marked_is_made_up_for() {
    work =
        () -> {
          store.away = true;
          return Mono.error(new ProblemException(ProblemCode.AUDIO_INVALID));
        };
    done(Stage.MAX_ATTEMPTS);
    assertThat(published.tasks).containsExactly(TASK);

    store.away = false;
    work = () -> Mono.error(new ProblemException(ProblemCode.AUDIO_INVALID));
    done(1);

    assertThat(store.objects).containsKey(ObjectKeys.ended("c"));
  }

  @Test
  void what_an_ended_conversion_has_left_is_removed_and_nothing_is_done_for_it() {
    store.objects.put("work/c/parts/00000.mp3", new byte[1]);
    store.objects.put(ObjectKeys.ended("c"), new byte[0]);

    done(1);

    assertThat(attempts).isEmpty();
    assertThat(store.objects).containsOnlyKeys(ObjectKeys.ended("c"));
  }

  private void done(int attempt) {
    stage.handle(TASK, attempt).block(Duration.ofSeconds(10));
  }

  /** The pause before the next try, so many seconds later. */
  private Duration pauseAfter(long seconds) {
    clock.now = clock.now.plusSeconds(seconds);
    done(1);
    return Duration.between(clock.now, published.dues.get(published.dues.size() - 1));
  }

  private void assertEnds(ProblemCode code) {
    assertThat(published.events)
        .singleElement()
        .isInstanceOfSatisfying(
            JobEvent.Failed.class, end -> assertThat(end.problem().code()).isEqualTo(code));
  }

  private static final class SetClock extends Clock {

    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
