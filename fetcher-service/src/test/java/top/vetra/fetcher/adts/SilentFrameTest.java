package top.vetra.fetcher.adts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.ffmpeg.FfmpegProgram;

class SilentFrameTest {

  private static final int FRAMES = 20;
  private static final int BYTES_PER_SAMPLE = 2;

  @ParameterizedTest
  @CsvSource({"48000,2", "48000,1", "44100,2", "24000,1"})
  void decodes_to_zeros_of_the_right_length(int rate, int channels) throws Exception {
    AacShape shape = AacShape.of(new top.vetra.model.audio.StreamFormat(rate, channels));
    ByteArrayOutputStream adts = new ByteArrayOutputStream();
    for (int i = 0; i < FRAMES; i++) {
      adts.writeBytes(SilentFrame.of(shape).data());
    }

    byte[] pcm = decoded(adts.toByteArray());

    assertThat(pcm).hasSize(FRAMES * 1024 * channels * BYTES_PER_SAMPLE).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"48000,2", "24000,1"})
  void is_a_frame_for_the_scanner(int rate, int channels) {
    AacShape shape = AacShape.of(new top.vetra.model.audio.StreamFormat(rate, channels));
    Frame frame = SilentFrame.of(shape);

    SegmentAudio audio = AdtsScanner.scan(Bytes.join(frame.data(), frame.data()));

    assertThat(audio.frames()).isEqualTo(2);
    assertThat(audio.shape()).isEqualTo(shape);
  }

  private static byte[] decoded(byte[] adts) throws IOException, InterruptedException {
    Path ffmpeg = FfmpegProgram.bundled(FfmpegProgram.defaultCacheDirectory());
    Process process =
        new ProcessBuilder(
                ffmpeg.toString(),
                "-v",
                "error",
                "-xerror",
                "-f",
                "aac",
                "-i",
                "pipe:0",
                "-f",
                "s16le",
                "pipe:1")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(adts);
    }
    byte[] pcm = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return pcm;
  }
}
