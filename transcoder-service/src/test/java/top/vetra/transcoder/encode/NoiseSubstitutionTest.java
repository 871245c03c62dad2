package top.vetra.transcoder.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

/**
 * Decoders make up the noise of streams with perceptual noise substitution from a running random
 * state, so chunks get other noise than a whole stream. It must be no more audible where they meet.
 */
class NoiseSubstitutionTest {

  private static final int CHUNK_FRAMES = 200;
  private static final int FRAMES = 1600;

  /** AAC frames on both sides of a border that count as being at it. */
  private static final int NEAR = 4;

  private final StreamFormat format = TestAudio.STEREO_48K;
  private final byte[] aac =
      TestAudio.aacWithNoiseSubstitution(format, FRAMES * 1024.0 / format.sampleRate());

  @ParameterizedTest
  @EnumSource(Quality.class)
  void bordersDifferNoMoreFromOneEncodeThanAnyOtherPlace(Quality quality) {
    Recording recording =
        new Recording(aac, format, new Preset(Format.MP3, quality, false), CHUNK_FRAMES);

    ShortBuffer parts = samples(ExactEncodingTest.encodeAll(recording));
    ShortBuffer whole = samples(ExactEncodingTest.encodeAtOnce(aac, quality));

    assertThat(parts.remaining()).isEqualTo(whole.remaining());
    DoubleSummaryStatistics borders = new DoubleSummaryStatistics();
    DoubleSummaryStatistics elsewhere = new DoubleSummaryStatistics();
    // The first chunk is decoded with the random state of the whole: it has no difference.
    for (int frame = CHUNK_FRAMES + NEAR; frame < FRAMES; frame++) {
      int phase = frame % CHUNK_FRAMES;
      boolean near = phase < NEAR || phase >= CHUNK_FRAMES - NEAR;
      (near ? borders : elsewhere).accept(difference(parts, whole, frame));
    }
    assertThat(elsewhere.getAverage()).as("noise made up otherwise").isGreaterThan(1);
    assertThat(borders.getMax()).isLessThanOrEqualTo(elsewhere.getMax());
    assertThat(borders.getAverage()).isLessThan(1.5 * elsewhere.getAverage());
  }

  /** Root mean square over an AAC frame, in steps of 16 bits. */
  private double difference(ShortBuffer a, ShortBuffer b, int frame) {
    int length = 1024 * format.channels();
    double sum = 0;
    for (int i = frame * length; i < (frame + 1) * length; i++) {
      double step = a.get(i) - b.get(i);
      sum += step * step;
    }
    return Math.sqrt(sum / length);
  }

  private static ShortBuffer samples(byte[] mp3) {
    return ByteBuffer.wrap(TestAudio.decode(mp3)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
