package top.vetra.transcoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import top.vetra.ffmpeg.FfmpegNotFoundException;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.transcoder.TranscoderSettings.Transcoder;
import top.vetra.transcoder.testing.Conversion;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;
import top.vetra.transcoder.testing.Wrapped;

@DisabledOnOs(OS.WINDOWS)
class FfmpegRunsTest {

  private static final int FRAMES = 200;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 100, "ffmpeg-test");

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    scheduler.dispose();
  }

  @Test
  void theBundledProgramEncodesAndJudges() {
    FfmpegRuns runs = runs(null);

    assertThat(runs.program()).hasParent(folder.resolve("bin")).isEqualTo(runs.judge());
    assertThat(runs.health().getDetails()).containsEntry("missesDamage", List.of());
  }

  @Test
  void aProgramThatIsAsGoodMissesNothing() {
    FfmpegRuns runs = runs(TestAudio.PROGRAM);

    assertThat(runs.program()).isEqualTo(TestAudio.PROGRAM);
    assertThat(runs.missed()).isEmpty();
  }

  @Test
  void aProgramWithoutLameIsRefusedAtTheStart() throws Exception {
    Path program = Wrapped.withoutLame(folder);

    assertThatThrownBy(() -> runs(program))
        .isInstanceOf(FfmpegNotFoundException.class)
        .hasMessageStartingWith("VETRA_FFMPEG: " + program + " makes no MP3");
  }

  @Test
  void whatAProgramMissesIsToldAtTheStartAndByHealth() throws Exception {
    FfmpegRuns runs = runs(Wrapped.playing(aac(), folder));

    assertThat(runs.missed())
        .containsExactly(
            "cut off",
            "invalid band type",
            "reserved stereo mode",
            "too many bands",
            "unknown element");
    assertThat(runs.health().getDetails())
        .containsEntry("missesDamage", runs.missed())
        .containsEntry("judgesDamage", runs.judge().toString());
    assertThat(runs.judge()).isNotEqualTo(runs.program());
  }

  @Test
  void damageThatAnotherProgramPlaysWithoutAWordIsStillAGap() throws Exception {
    List<byte[]> frames = Recording.split(aac());
    // A kind of element that no recording has.
    frames.get(120)[7] = (byte) 0x60;
    FfmpegRuns runs = runs(Wrapped.playing(aac(), folder));

    Conversion conversion = new Conversion(runs.encoder(LIMIT));
    conversion.toMp3(
        new Recording(
            Recording.join(frames),
            TestAudio.STEREO_48K,
            new Preset(Format.MP3, Quality.HIGH, false),
            FRAMES));

    assertThat(conversion.results.get(0).gaps()).contains(silence(120));
  }

  private static Gap silence(int frame) {
    return new Gap(TestAudio.STEREO_48K.secondsOf(frame), TestAudio.STEREO_48K.secondsOf(1), null);
  }

  private static byte[] aac() {
    return Recording.join(
        Recording.split(TestAudio.aac(TestAudio.STEREO_48K, FRAMES * 1024 / 48_000.0))
            .subList(0, FRAMES));
  }

  private FfmpegRuns runs(@Nullable Path program) {
    Transcoder own = new Transcoder(0, 2, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT);
    return FfmpegRuns.of(
        new TranscoderSettings(
            program == null ? null : program.toString(), folder, Duration.ofDays(7), own),
        scheduler);
  }
}
