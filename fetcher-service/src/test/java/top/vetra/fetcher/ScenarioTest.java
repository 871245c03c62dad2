package top.vetra.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.PlanTask;
import top.vetra.xsimulator.space.SpaceScenario;

/** Everything that the simulator can do wrong with a playlist or its segments. */
class ScenarioTest {

  private static final Preset MP3 = new Preset(Format.MP3, Quality.HIGH, false);

  /** What {@link Arrays#mismatch} says of equal arrays. */
  private static final int SAME = -1;

  private final Simulator simulator = Simulator.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "rate-44100",
        "rate-24000",
        "mono",
        "noise-substitution",
        "short-segments",
        "tiny",
        "one-frame",
        "stray-bytes",
        "false-syncs",
        "tags-everywhere",
        "plain-tag-sizes",
        "no-hydra",
        "malformed-hydra",
        "split-tag",
        "just-ended",
        "just-ended-short",
        "master-trap",
        "master-of-masters",
        "variant-gone",
        "transcoded",
        "never-closed",
        "timed-out-late",
        "empty-end",
        "empty-end-of-3-s",
        "playlist-403-once",
        "video-space",
        "encrypted",
        "encrypted-with-iv",
        "segment-404-once",
        "segment-503-twice",
        "segment-reset-once",
        "segment-stall-once",
        "segment-cut-once",
        "segment-short-once",
        "reversed-names",
        "no-endlist"
      })
  void comes_to_the_frames_of_the_recording_and_no_others(String name) {
    SpaceScenario space = simulator.x.scenario(name);
    try (Conversion conversion = convert(space)) {
      assertThat(Arrays.mismatch(conversion.ownFrames(), simulator.adts(space))).isEqualTo(SAME);
      assertThat(conversion.summary().gaps()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate-change",
        "channel-change",
        "never-ready",
        "playlist-gone",
        "html-playlist",
        "empty-playlist",
        "self-master",
        "masters-in-a-circle",
        "playlist-403",
        "million-entries",
        "huge-playlist",
        "foreign-metadata",
        "foreign-file",
        "foreign-host",
        "huge-extinf",
        "segment-missing",
        "segment-stalling",
        "segment-cut",
        "segment-empty",
        "segments-missing"
      })
  void ends_with_a_problem_of_its_name(String name) {
    SpaceScenario space = simulator.x.scenario(name);
    assertThat(problem(space)).isIn(space.expected());
  }

  private String problem(SpaceScenario space) {
    try (Conversion conversion = convert(space)) {
      return "completed";
    } catch (ProblemException e) {
      return e.problem().code().code();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt-payload", "corrupt-header", "just-ended-growing"})
  void keeps_the_time_of_a_recording_with_a_wound(String name) {
    SpaceScenario space = simulator.x.scenario(name);
    try (Conversion conversion = convert(space)) {
      assertThat(conversion.summary().frames()).isEqualTo(simulator.x.expectedFrames(space.id()));
    }
  }

  private Conversion convert(SpaceScenario space) {
    // Audio of a kind that was never asked for takes ffmpeg longer than the time limits here allow.
    simulator.adts(space);
    Instant now = Instant.now();
    MovingClock clock = new MovingClock(now);
    Conversion conversion = new Conversion(TestSettings.with(simulator.x.mediaHost()), clock);
    try {
      PlanTask task =
          Conversion.task(simulator.playlist(space), MP3, space.startedAt(), space.endedAt(), now);
      for (PlanTask next = task; next != null; next = conversion.published.take(PlanTask.class)) {
        conversion.plan(next);
        clock.moveTo(conversion.published.due().orElse(now));
      }
      return conversion.fetchAll();
    } catch (ProblemException e) {
      conversion.close();
      throw e;
    }
  }
}
