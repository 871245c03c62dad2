package top.vetra.transcoder.encode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.EncodeTask;
import top.vetra.transcoder.mp3.Mp3Count;

class EncodeWindowTest {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  @Property
  void chunksOfAnyLengthsOwnEveryMp3FrameOnce(
      @ForAll @IntRange(min = 1, max = 3000) int chunkFrames,
      @ForAll @IntRange(min = 1, max = 20) int chunks,
      @ForAll @IntRange(min = 1, max = 3000) int lastFrames,
      @ForAll boolean low) {
    StreamFormat format = new StreamFormat(low ? 24_000 : 48_000, 2);
    long owned = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      boolean last = chunk == chunks - 1;
      EncodeTask task = task(chunk, chunks, chunkFrames, last ? lastFrames : chunkFrames, format);
      EncodeWindow window = EncodeWindow.of(task);
      assertThat(window.skippedSamples()).isNotNegative();
      assertThat(window.skippedFrames() + window.ownFrames())
          .isLessThanOrEqualTo((int) window.framesOut());
      if (chunk > 0) {
        // The first AAC frame of the object decodes to half of its sound only.
        assertThat(window.skippedSamples()).isGreaterThanOrEqualTo(1024);
        assertThat(startOf(task, window) % format.mp3FrameSamples()).isZero();
        assertThat(window.skippedFrames()).isLessThanOrEqualTo(EncodeWindow.LEAD_IN);
      }
      owned += window.ownFrames();
    }
    long samples = 1024L * (chunkFrames * (chunks - 1L) + lastFrames);
    assertThat(owned).isEqualTo(Mp3Count.frames(samples, format));
  }

  @Property
  void aLeadInOfEightyAacFramesIsEnough(
      @ForAll @IntRange(min = 80, max = 1_000_000) int firstFrame, @ForAll boolean low) {
    StreamFormat format = new StreamFormat(low ? 24_000 : 48_000, 2);
    EncodeTask task = new EncodeTask("c", PRESET, 1, 3, firstFrame, 80, 1000, 10, format);

    assertThat(EncodeWindow.of(task).skippedFrames()).isEqualTo(EncodeWindow.LEAD_IN);
  }

  private static long startOf(EncodeTask task, EncodeWindow window) {
    return 1024 * (task.firstFrame() - task.leadInFrames()) + window.skippedSamples();
  }

  private static EncodeTask task(
      int chunk, int chunks, int chunkFrames, int frames, StreamFormat format) {
    long first = (long) chunk * chunkFrames;
    int leadIn = (int) Math.min(80, first);
    int leadOut = chunk == chunks - 1 ? 0 : 10;
    return new EncodeTask("c", PRESET, chunk, chunks, first, leadIn, frames, leadOut, format);
  }
}
