package top.vetra.gateway.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.gateway.queue.InMemoryConversionQueue;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Space;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.stage.Redrive;

class WatchdogTest {

  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30));
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofHours(2);

  private final InMemoryConversionStore conversions = new InMemoryConversionStore(PATIENCE);
  private final FakeObjectStore objects = new FakeObjectStore();
  private final FakePublisher published = new FakePublisher();
  private final InMemoryConversionQueue queue = new InMemoryConversionQueue();
  private WorkingTime working = started();
  private Instant now = Samples.START;
  private long nanos;

  @Test
  void a_conversion_that_nobody_begins_on_is_begun_again_ever_more_rarely() {
    store(Samples.queued("c").begin(Samples.START));
    live(Duration.ofSeconds(50));
    assertThat(published.tasks()).isEmpty();
    live(TICK);
    assertThat(published.tasks()).hasSize(1).first().isInstanceOf(ResolveTask.class);
    live(Duration.ofSeconds(50));
    assertThat(published.tasks()).hasSize(1);
    live(TICK);
    assertThat(published.tasks()).hasSize(2);
    live(Duration.ofMinutes(2));
    assertThat(published.tasks()).hasSize(3);
  }

  @Test
  void a_conversion_that_falls_silent_midway_is_driven_on_from_what_is_stored() {
    store(working("c"));
    plan("c");
    live(Duration.ofMinutes(1));
    assertThat(published.tasks()).singleElement().isInstanceOf(FetchTask.class);
  }

  @Test
  void a_conversion_that_is_silent_for_too_long_fails() {
    store(working("c"));
    live(Duration.ofMinutes(29));
    assertThat(published.events()).isEmpty();
    live(Duration.ofMinutes(1));
    assertFailed();
  }

  @Test
  void a_conversion_that_waits_for_its_turn_is_not_lost_however_long_it_waits() {
    store(Samples.queued("c"));
    live(LONG);
    assertThat(published.events()).isEmpty();
    assertThat(published.tasks()).isEmpty();
    assertThat(queue.holds("c")).isTrue();
  }

  @Test
  void a_conversion_that_waits_is_silent_only_after_its_wait_and_is_then_driven_on_too() {
    store(
        Samples.queued("c")
            .apply(
                new JobEvent.Waiting(
                    "c",
                    Samples.START,
                    Problem.of(ProblemCode.RECORDING_NOT_READY),
                    Samples.START.plus(Duration.ofMinutes(10)),
                    null)));
    live(Duration.ofSeconds(650));
    assertThat(published.tasks()).isEmpty();
    live(TICK);
    assertThat(published.tasks()).singleElement().isInstanceOf(ResolveTask.class);
    live(Duration.ofMinutes(28));
    assertThat(published.events()).isEmpty();
    live(Duration.ofMinutes(1));
    assertFailed();
  }

  @Test
  void time_in_which_the_machine_was_stopped_is_no_silence() {
    store(working("c"));
    live(TICK);
    now = now.plus(LONG);
    working = started();
    assertDrivenOnBeforeLost();
  }

  @Test
  void time_in_which_the_machine_slept_is_no_silence() {
    store(working("c"));
    live(TICK);
    now = now.plus(LONG);
    assertDrivenOnBeforeLost();
  }

  @Test
  void time_in_which_this_process_was_suspended_is_no_silence() {
    store(working("c"));
    live(TICK);
    now = now.plus(LONG);
    nanos += LONG.toNanos();
    assertDrivenOnBeforeLost();
  }

  @Test
  void time_in_which_what_work_needs_was_away_is_no_silence() {
    store(working("c"));
    live(TICK);
    for (Instant end = now.plus(LONG); now.isBefore(end); ) {
      tick(false);
    }
    assertDrivenOnBeforeLost();
  }

  @Test
  void a_clock_that_is_set_back_makes_silence_count_later() {
    now = now.plus(LONG);
    store(Samples.queued("c").apply(new JobEvent.Resolving("c", now)));
    now = Samples.START;
    live(LONG.plusMinutes(29));
    assertThat(published.events()).isEmpty();
    live(Duration.ofMinutes(2));
    assertFailed();
  }

  @Test
  void outages_in_between_do_not_make_silence_begin_anew() {
    store(working("c"));
    for (int i = 0; i < 3; i++) {
      live(Duration.ofMinutes(11));
      tick(false);
    }
    assertFailed();
  }

  @Test
  void one_that_cannot_be_looked_after_keeps_nobody_from_the_others() {
    store(working("a"));
    objects.put(ObjectKeys.manifest("a"), new byte[] {'?'}, "").block();
    store(working("b"));
    plan("b");
    live(Duration.ofMinutes(1));
    assertThat(published.tasks()).extracting("conversionId").containsExactly("b");
  }

  @Test
  void one_that_is_gone_is_not_looked_at_again() {
    conversions.lookAgain("gone", Samples.START).block();
    live(Duration.ZERO);
    assertThat(conversions.due(Samples.START, 10).collectList().block()).isEmpty();
    assertThat(published.events()).isEmpty();
  }

  private static WorkingTime started() {
    return new WorkingTime(TICK.multipliedBy(2), PATIENCE.silent());
  }

  private static ConversionState working(String id) {
    return Samples.queued(id).apply(new JobEvent.Resolving(id, Samples.START));
  }

  private void plan(String id) {
    Space space = new Space("s", null, null, null, null, null, List.of());
    Preset preset = new Preset(Format.MP3, Quality.HIGH, false);
    objects.putJson(ObjectKeys.manifest(id), new Manifest(space, preset, 4, 2)).block();
  }

  private void store(ConversionState state) {
    conversions.update(state.id(), nothing -> state).block();
  }

  private void assertDrivenOnBeforeLost() {
    live(Duration.ofMinutes(2));
    assertThat(published.tasks()).isNotEmpty();
    live(Duration.ofMinutes(27));
    assertThat(published.events()).isEmpty();
    live(Duration.ofMinutes(2));
    assertFailed();
  }

  private void assertFailed() {
    assertThat(published.events())
        .last()
        .isInstanceOfSatisfying(
            JobEvent.Failed.class,
            failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.INTERNAL));
  }

  /** Looks now and after every tick of so long a time in which all is well. */
  private void live(Duration time) {
    Instant end = now.plus(time);
    look();
    while (now.isBefore(end)) {
      tick(true);
    }
  }

  private void tick(boolean well) {
    now = now.plus(TICK);
    nanos += TICK.toNanos();
    if (well) {
      look();
    } else {
      working.tick(now, nanos, false);
    }
  }

  private void look() {
    working.tick(now, nanos, true);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    ConversionEnds ends = new ConversionEnds(objects, published, clock);
    Redrive redrive = new Redrive(objects, published, published, clock);
    Dispatcher dispatcher =
        new Dispatcher(queue, conversions, published, SettingsForTests.defaults(), clock);
    new Watchdog(conversions, published, redrive, ends, dispatcher, PATIENCE, working, clock)
        .look()
        .block();
  }
}
