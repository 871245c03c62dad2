package top.vetra.fetcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import top.vetra.fetcher.Conversion;
import top.vetra.fetcher.MovingClock;
import top.vetra.fetcher.TestPlans;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.playlist.Playlist;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.Segment;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Shortfall;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.PlanTask;

class ReadinessTest {

  private static final Instant ENDED = Instant.parse("2026-05-05T20:00:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(100);

  private final MovingClock clock = new MovingClock(ENDED.plusSeconds(20));
  private final Readiness readiness = new Readiness(TestPlans.settings(), clock);

  @Test
  void a_recording_that_is_closed_and_long_enough_is_taken_at_once() {
    Recording whole = recording(LENGTH.toSeconds() - 6, true, 0);

    assertThat(readiness.check(task(), whole)).isEqualTo(new Judgement(whole, null));
  }

  @Test
  void a_recording_that_is_still_open_is_waited_for() {
    assertNotYet(recording(LENGTH.toSeconds(), false, 0), Duration.ofSeconds(5));
  }

  @Test
  void
      a_closed_recording_shorter_than_its_space_is_taken_for_now_once_it_has_not_grown_for_a_minute() {
    Recording shorter = recording(LENGTH.toSeconds() - 9, true, 0);

    PlanTask settled = lookUntil(task(), shorter, Duration.ofSeconds(60));

    assertThat(readiness.check(settled, shorter))
        .isEqualTo(
            new Judgement(
                shorter,
                new Shortfall(Shortfall.Kind.PROVISIONAL, clock.instant().plusSeconds(60))));
  }

  @Test
  void a_closed_recording_that_still_grows_is_looked_at_until_it_is_whole() {
    PlanTask task = lookUntil(task(), recording(5_000, true, 0), Duration.ofSeconds(35));
    Recording longer = recording(5_900, true, 0);

    task = lookUntil(task, longer, Duration.ofSeconds(60));
    Recording whole = recording(LENGTH.toSeconds(), true, 0);

    assertThat(readiness.check(task, whole)).isEqualTo(new Judgement(whole, null));
  }

  @Test
  void what_grows_to_the_end_of_all_patience_is_taken_for_now() {
    PlanTask task = task();
    int segments = 100;
    Recording longer = recording(3 * segments, true, 0);
    for (; clock.instant().isBefore(task.since().plus(Duration.ofMinutes(15))); segments++) {
      longer = recording(3 * segments, true, 0);
      task = look(task, longer);
    }
    longer = recording(3 * segments, true, 0);

    Judgement taken = readiness.check(task, longer);

    assertThat(taken.shortfall()).isNotNull();
    assertThat(taken.recording()).isSameAs(longer);
  }

  @Test
  void a_closed_recording_of_long_ago_is_taken_however_short() {
    clock.move(Duration.ofDays(3));
    Recording shorter = recording(60, true, 0);

    assertThat(readiness.check(task(), shorter)).isEqualTo(new Judgement(shorter, null));
  }

  @Test
  void an_open_recording_of_long_ago_is_taken_at_once_if_the_clock_proves_it_whole() {
    clock.move(Duration.ofDays(3));
    Recording whole = recording(LENGTH.toSeconds(), false, 0);

    assertThat(readiness.check(task(), whole)).isEqualTo(new Judgement(whole, null));
  }

  @Test
  void an_open_recording_of_long_ago_is_all_that_there_is_once_it_has_not_grown_for_a_minute() {
    clock.move(Duration.ofDays(3));
    Recording open = recording(60, false, 12);

    PlanTask settled = lookUntil(task(), open, Duration.ofSeconds(60));

    assertThat(readiness.check(settled, open))
        .isEqualTo(new Judgement(open, new Shortfall(Shortfall.Kind.UNCLOSED, null)));
  }

  @Test
  void an_open_recording_of_unknown_length_is_never_taken() {
    PlanTask unknown = Conversion.task(URI.create("https://a"), mp3(), null, null, clock.instant());

    assertThatThrownBy(() -> readiness.check(unknown, recording(60, false, 0)))
        .isInstanceOf(NotYetException.class);
  }

  @Test
  void a_missing_recording_is_late_at_first_and_gone_after_an_hour() {
    assertThat(readiness.explain(task(), missing())).isInstanceOf(NotYetException.class);

    clock.move(Duration.ofMinutes(61));

    assertThat(code(lastWord(missing()))).isEqualTo(ProblemCode.RECORDING_EXPIRED);
  }

  @Test
  void what_a_host_refuses_is_not_called_gone() {
    MediaException refused = new MediaException(MediaException.Reason.REFUSED, "403");
    assertThat(readiness.explain(task(), refused)).isInstanceOf(NotYetException.class);

    clock.move(Duration.ofMinutes(61));

    assertThat(code(lastWord(refused))).isEqualTo(ProblemCode.UPSTREAM_BLOCKED);
  }

  /** What it ends with after a few more looks, of which nobody is told. */
  private RuntimeException lastWord(MediaException failure) {
    PlanTask task = task();
    RuntimeException verdict = readiness.explain(task, failure);
    while (verdict instanceof NotYetException again) {
      assertThat(again.givingUpAt()).isNull();
      assertThat(again.looks().times()).isLessThan(3);
      clock.moveTo(again.until());
      task = task.after(again.looks());
      verdict = readiness.explain(task, failure);
    }
    return verdict;
  }

  /** The task of the next look, which is due by then. */
  private PlanTask look(PlanTask task, Recording recording) {
    NotYetException later =
        catchThrowableOfType(NotYetException.class, () -> readiness.check(task, recording));
    assertThat(later).isNotNull();
    clock.moveTo(later.until());
    return task.after(later.looks());
  }

  /** Looks on for exactly so long, though the recording stays the same. */
  private PlanTask lookUntil(PlanTask first, Recording recording, Duration time) {
    Instant end = clock.instant().plus(time);
    PlanTask task = first;
    while (clock.instant().isBefore(end)) {
      task = look(task, recording);
    }
    assertThat(clock.instant()).isEqualTo(end);
    return task;
  }

  @Test
  void waits_grow_until_patience_ends() {
    PlanTask task = task();
    List<Long> waits = new ArrayList<>();
    RuntimeException verdict = readiness.explain(task, missing());
    while (verdict instanceof NotYetException notYet) {
      waits.add(Duration.between(clock.instant(), notYet.until()).toSeconds());
      clock.moveTo(notYet.until());
      verdict = readiness.explain(task, missing());
    }

    assertThat(waits).startsWith(5L, 10L, 20L, 30L, 60L, 60L);
    assertThat(waits.stream().mapToLong(Long::longValue).sum()).isEqualTo(15 * 60);
    assertThat(code(verdict)).isEqualTo(ProblemCode.RECORDING_NOT_READY);
  }

  @Test
  void each_way_in_which_a_host_may_refuse_has_its_name() {
    assertThat(explained(MediaException.Reason.BLOCKED)).isEqualTo(ProblemCode.GEO_BLOCKED);
    assertThat(explained(MediaException.Reason.FORBIDDEN)).isEqualTo(ProblemCode.UPSTREAM_CHANGED);
    assertThat(explained(MediaException.Reason.UNEXPECTED)).isEqualTo(ProblemCode.UPSTREAM_CHANGED);
    assertThat(explained(MediaException.Reason.RATE_LIMITED))
        .isEqualTo(ProblemCode.UPSTREAM_RATE_LIMITED);
    assertThat(explained(MediaException.Reason.UNAVAILABLE))
        .isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
  }

  private ProblemCode explained(MediaException.Reason reason) {
    return code(readiness.explain(task(), new MediaException(reason, "")));
  }

  private static ProblemCode code(RuntimeException verdict) {
    assertThat(verdict).asInstanceOf(type(ProblemException.class)).isNotNull();
    return ((ProblemException) verdict).problem().code();
  }

  private void assertNotYet(Recording recording, Duration wait) {
    assertThatThrownBy(() -> readiness.check(task(), recording))
        .isInstanceOfSatisfying(
            NotYetException.class,
            e -> assertThat(e.until()).isEqualTo(clock.instant().plus(wait)));
  }

  private PlanTask task() {
    return Conversion.task(
        URI.create("https://a"), mp3(), ENDED.minus(LENGTH), ENDED, clock.instant());
  }

  private static Preset mp3() {
    return new Preset(Format.MP3, Quality.HIGH, false);
  }

  private static MediaException missing() {
    return new MediaException(MediaException.Reason.MISSING, "404");
  }

  private static Recording recording(double seconds, boolean ended, long firstSequence) {
    int count = (int) Math.round(seconds / 3);
    Segment segment = new Segment("a", 3, firstSequence, null, null, null, false);
    return new Recording(
        new Playlist.Media(Collections.nCopies(count, segment), ended, firstSequence, seconds),
        URI::create);
  }
}
