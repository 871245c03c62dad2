package top.vetra.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.Segmentation;
import top.vetra.xsimulator.space.SpaceScenario;

class TroubledRecordingTest {

  private final Simulator simulator = Simulator.shared();

  @Test
  void with_leave_for_gaps_missing_segments_are_silence_and_nothing_moves() {
    SpaceScenario space = simulator.x.scenario("segments-missing");
    Segmentation segments = space.recording().segmentation();
    try (Conversion conversion = convert(space, true)) {
      assertThat(conversion.summary().frames()).isEqualTo(segments.totalFrames());
      assertThat(conversion.summary().gaps()).extracting(Gap::segment).containsExactly(5, 6, 20);
      Gap gap = conversion.summary().gaps().get(0);
      assertThat(gap.startSeconds()).isEqualTo(segments.firstFrame(5) * 1024 / 48_000.0);
      assertThat(gap.durationSeconds()).isEqualTo(segments.frames(5) * 1024 / 48_000.0);

      byte[] all = simulator.adts(space);
      int start = AdtsScanner.scan(all).offsets()[(int) segments.firstFrame(5)];
      assertThat(Arrays.mismatch(conversion.ownFrames(), all)).isBetween(start, start + 10);
    }
  }

  @Test
  void a_segment_that_is_listed_twice_sounds_twice() {
    SpaceScenario space = simulator.x.scenario("duplicate-entries");
    Segmentation segments = space.recording().segmentation();
    try (Conversion conversion = convert(space, false)) {
      assertThat(conversion.summary().frames())
          .isEqualTo(segments.totalFrames() + segments.frames(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "audio.key, short, UPSTREAM_CHANGED",
    "audio.key, , UPSTREAM_CHANGED",
    "//evil.example/audio.key, sixteen bytes ;), UPSTREAM_CHANGED",
    "audio.key, sixteen bytes ;), AUDIO_INVALID"
  })
  void a_key_that_does_not_fit_is_named(String address, String key, ProblemCode expected) {
    Reply answer =
        key == null
            ? Reply.empty(404)
            : Reply.of(200, "text/plain", key.getBytes(StandardCharsets.US_ASCII));
    SpaceScenario space =
        simulator.x.add(
            SpaceScenario.named("bad-key")
                .seconds(12)
                .fault(
                    Fault.on(Kind.PLAYLIST)
                        .then(
                            Changes.text(
                                text ->
                                    text.replaceFirst(
                                        "#EXT-X-PROGRAM",
                                        "#EXT-X-KEY:METHOD=AES-128,URI=\""
                                            + address
                                            + "\"\n#EXT-X-PROGRAM"))),
                    Fault.on(Kind.KEY).then(Changes.reply(answer)))
                .build());

    assertThatThrownBy(() -> convert(space, false))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(expected));
  }

  private Conversion convert(SpaceScenario space, boolean allowGaps) {
    simulator.adts(space);
    Conversion conversion =
        new Conversion(TestSettings.with(simulator.x.mediaHost()), Clock.systemUTC());
    Preset preset = new Preset(Format.MP3, Quality.HIGH, allowGaps);
    return conversion.plan(Conversion.task(simulator.playlist(space), preset)).fetchAll();
  }
}
