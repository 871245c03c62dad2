package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.fetcher.media.MediaException.Reason;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.ObjectKeys;

/** What becomes of a chunk of which not everything comes. */
class HopesTest extends Fetching {

  @Test
  void a_host_that_gives_nothing_is_tried_again_before_it_counts_as_down() {
    answer = failing(Reason.UNAVAILABLE);

    assertThatThrownBy(() -> handle(task(1, Format.MP3), 1))
        .isInstanceOf(IllegalStateException.class);
    assertProblem(ProblemCode.UPSTREAM_UNAVAILABLE, 3);
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE, AUDIO_INCOMPLETE", "RATE_LIMITED, UPSTREAM_RATE_LIMITED"})
  void of_a_chunk_that_is_tried_again_only_late_segments_are_asked_for(
      Reason reason, ProblemCode atLast) {
    storePlan(3);
    answers.put(Segments.planned(4, 2.987).address(), failing(reason));
    FetchTask task = task(1, Format.M4A);

    assertThatThrownBy(() -> handle(task, 1)).isInstanceOf(IllegalStateException.class);
    asked.clear();
    assertThatThrownBy(() -> handle(task, 2)).isInstanceOf(IllegalStateException.class);
    assertThat(asked).containsOnly(Segments.planned(4, 2.987).address());
    assertProblem(atLast, task, 3);

    answers.clear();
    handle(task, 3);
    assertThat(stored(ObjectKeys.chunk(ID, 1))).isTrue();
  }

  @Test
  void with_leave_for_gaps_an_outage_of_a_chunk_is_silence_once_the_format_is_known() {
    storePlan(60);
    answer = failing(Reason.UNAVAILABLE);
    StreamFormat known = Segments.FORMAT;
    FetchTask task = withLeave(1, known, List.of());

    assertThatThrownBy(() -> handle(task, 2)).isInstanceOf(IllegalStateException.class);
    handle(task, 3);

    FetchTask next = Objects.requireNonNull(published.take(FetchTask.class));
    assertThat(next.gaps()).hasSize(60);
    assertThat(next.firstFrame()).isEqualTo(task.firstFrame() + 60 * 140);
    assertProblem(ProblemCode.UPSTREAM_UNAVAILABLE, withLeave(0, null, List.of()), 3);
  }

  @Test
  void silence_that_goes_on_is_a_host_that_is_down() {
    storePlan(60);
    answer = failing(Reason.UNAVAILABLE);
    double end = Segments.FORMAT.secondsOf(140L * 60 * 2);
    Gap near = new Gap(end - 80, 80, 119);
    Gap joined = new Gap(end - 125, 45, 118);
    Gap apart = new Gap(end - 400, 200, 100);

    assertProblem(
        ProblemCode.UPSTREAM_UNAVAILABLE,
        withLeave(2, Segments.FORMAT, List.of(apart, joined, near)),
        3);
    handle(withLeave(2, Segments.FORMAT, List.of(apart, near)), 3);
    assertThat(published.take(FetchTask.class)).isNotNull();
  }

  @Test
  void a_segment_that_is_not_there_is_final_at_once() {
    storePlan(3);
    answers.put(Segments.planned(3, 2.987).address(), failing(Reason.UNAVAILABLE));
    answers.put(Segments.planned(4, 2.987).address(), failing(Reason.MISSING));

    assertProblem(ProblemCode.AUDIO_INCOMPLETE, task(1, Format.M4A), 1);

    answers.put(Segments.planned(0, 2.987).address(), failing(Reason.UNAVAILABLE));
    answers.put(Segments.planned(1, 2.987).address(), failing(Reason.BLOCKED));
    assertProblem(ProblemCode.GEO_BLOCKED, task(0, Format.M4A), 1);
  }

  @Test
  void a_host_that_turns_us_away_is_named_and_one_segment_that_it_refuses_is_missing() {
    storePlan(3);
    answer = failing(Reason.REFUSED);
    assertProblem(ProblemCode.UPSTREAM_BLOCKED, task(1, Format.M4A), 1);

    answer = failing(Reason.MISSING);
    answers.put(Segments.planned(4, 2.987).address(), failing(Reason.REFUSED));
    assertProblem(ProblemCode.AUDIO_INCOMPLETE, task(1, Format.M4A), 1);
  }

  @Test
  void bodies_without_audio_are_named() {
    answer = () -> "<html>not here</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertProblem(ProblemCode.AUDIO_INVALID, 1);
  }

  @Test
  void a_host_that_is_not_allowed_any_more_ends_the_conversion() {
    answer = failing(Reason.FORBIDDEN);

    assertProblem(ProblemCode.UPSTREAM_CHANGED, 1);
  }

  /** Of a plan with chunks of sixty segments. */
  private static FetchTask withLeave(int chunk, @Nullable StreamFormat format, List<Gap> gaps) {
    Preset leave = new Preset(Format.M4A, Quality.HIGH, true);
    return new FetchTask(ID, leave, chunk, CHUNKS, 140L * 60 * chunk, format, gaps);
  }
}
