package top.vetra.fetcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    Recording whole = recording(LENGTH.toSeconds() * 0.95, true, 0);

    assertThat(readiness.check(task(), whole)).isSameAs(whole);
  }

  @Test
  void a_recording_that_is_still_open_is_waited_for() {
    assertNotYet(recording(LENGTH.toSeconds(), false, 0), Duration.ofSeconds(5));
  }

  @Test
  void a_closed_recording_much_shorter_than_its_space_is_waited_for_and_then_taken() {
    Recording shorter = recording(LENGTH.toSeconds() * 0.5, true, 0);
    PlanTask task = task();
    assertNotYet(shorter, Duration.ofSeconds(5));

    clock.move(Duration.ofMinutes(16));

    assertThat(readiness.check(task, shorter)).isSameAs(shorter);
  }

  @Test
  void a_closed_recording_of_long_ago_is_taken_however_short() {
    clock.move(Duration.ofDays(3));
    Recording shorter = recording(60, true, 0);

    assertThat(readiness.check(task(), shorter)).isSameAs(shorter);
  }

  @Test
  void an_open_recording_of_long_ago_is_taken_only_if_the_clock_proves_it_whole() {
    clock.move(Duration.ofDays(3));
    Recording whole = recording(LENGTH.toSeconds(), false, 0);

    assertThat(readiness.check(task(), whole)).isSameAs(whole);
    assertNotYet(recording(LENGTH.toSeconds(), false, 12), Duration.ofSeconds(5));
    assertNotYet(recording(60, false, 0), Duration.ofSeconds(5));
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

    assertThat(code(readiness.explain(task(), missing()))).isEqualTo(ProblemCode.RECORDING_EXPIRED);
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
    Segment segment = new Segment("a", seconds, firstSequence, null, null, false);
    return new Recording(
        new Playlist.Media(List.of(segment), ended, firstSequence, seconds), URI::create);
  }
}
