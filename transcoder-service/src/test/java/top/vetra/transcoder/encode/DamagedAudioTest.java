package top.vetra.transcoder.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemException;
import top.vetra.transcoder.testing.Conversion;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class DamagedAudioTest {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);
  private static final int FRAMES = 500;
  private static final int STEREO_FRAME_BYTES = 2 * 2 * 1024;

  private final Random random = new Random(7);

  /** At the start, at the end, around the borders of chunks, in the middle. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 119, 120, 199, 200, 201, 209, 210, 350, 499})
  void aFrameThatDoesNotDecodeBecomesSilenceAndTheRestStaysInItsPlace(int damaged) {
    List<byte[]> frames = frames();
    byte[] whole = samples(Recording.join(frames));
    frames.set(damaged, scrambled(frames.get(damaged)));

    byte[] repaired = samples(Recording.join(frames));

    assertThat(repaired.length).isEqualTo(whole.length);
    // Overlapping windows, and LAME's reaction to the gap, spread over a few frames.
    assertThat(difference(whole, repaired, 0, damaged - 6)).isLessThan(1.0);
    assertThat(difference(whole, repaired, damaged + 6, FRAMES)).isLessThan(1.0);
    assertThat(level(repaired, damaged)).isLessThan(level(whole, damaged));
  }

  @Test
  void severalDamagedFramesDoNotShiftTimeEither() {
    List<byte[]> frames = frames();
    byte[] whole = samples(Recording.join(frames));
    for (int damaged = 150; damaged < 165; damaged++) {
      frames.set(damaged, scrambled(frames.get(damaged)));
    }
    byte[] repaired = samples(Recording.join(frames));

    assertThat(repaired.length).isEqualTo(whole.length);
    assertThat(difference(whole, repaired, 172, FRAMES)).isLessThan(1.0);
  }

  @Test
  void audioThatIsMostlyDamagedIsNoRecording() {
    List<byte[]> frames = frames();
    frames.replaceAll(this::scrambled);

    assertThatThrownBy(() -> samples(Recording.join(frames)))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("audio-invalid");
  }

  /** Two of three, so that no stretch by itself is long. */
  @Test
  void asMuchAsMakesASegmentCountAsMissingIsSilenceOnlyWithLeaveForGaps() {
    List<byte[]> frames = frames();
    for (int damaged = 100; damaged < 145; damaged++) {
      if (damaged % 3 != 0) {
        frames.set(damaged, scrambled(frames.get(damaged)));
      }
    }
    byte[] aac = Recording.join(frames);

    assertThatThrownBy(() -> new Conversion().toMp3(inOneChunk(aac, false)))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("audio-incomplete");
    Conversion allowed = new Conversion();
    allowed.toMp3(inOneChunk(aac, true));
    assertThat(allowed.results.get(0).gaps()).hasSizeGreaterThan(15);
  }

  private static Recording inOneChunk(byte[] aac, boolean allowGaps) {
    return new Recording(
        aac, TestAudio.STEREO_48K, new Preset(Format.MP3, Quality.HIGH, allowGaps), FRAMES);
  }

  private static List<byte[]> frames() {
    List<byte[]> frames =
        Recording.split(TestAudio.aac(TestAudio.STEREO_48K, FRAMES * 1024 / 48_000.0));
    return frames.subList(0, FRAMES);
  }

  private byte[] scrambled(byte[] frame) {
    byte[] payload = new byte[frame.length - 7];
    random.nextBytes(payload);
    // A kind of element that no recording has (LFE): no decoder takes it for audio.
    payload[0] = (byte) 0x60;
    byte[] scrambled = frame.clone();
    System.arraycopy(payload, 0, scrambled, 7, payload.length);
    return scrambled;
  }

  @Test
  void silencesAreListedOnceEachAfterWhatWasNotFetched() {
    List<byte[]> frames = frames();
    for (int damaged : List.of(198, 199, 200, 350)) {
      frames.set(damaged, scrambled(frames.get(damaged)));
    }
    Conversion conversion = new Conversion();
    conversion.toMp3(recording(Recording.join(frames)));

    assertThat(conversion.results.get(0).gaps())
        .containsExactly(Recording.GAP, silence(198, 2), silence(200, 1), silence(350, 1));
  }

  private static Gap silence(int frame, int frames) {
    return new Gap(
        TestAudio.STEREO_48K.secondsOf(frame), TestAudio.STEREO_48K.secondsOf(frames), null);
  }

  private static Recording recording(byte[] aac) {
    return new Recording(aac, TestAudio.STEREO_48K, PRESET, 200);
  }

  private static byte[] samples(byte[] aac) {
    return TestAudio.decode(new Conversion().toMp3(recording(aac)));
  }

  private static double difference(byte[] a, byte[] b, int fromFrame, int toFrame) {
    return power(a, b, fromFrame, toFrame);
  }

  private static double level(byte[] samples, int frame) {
    return power(samples, new byte[samples.length], frame, frame + 1);
  }

  /** The root of the mean square of the difference, in steps of 16 bits. */
  private static double power(byte[] a, byte[] b, int fromFrame, int toFrame) {
    double sum = 0;
    int from = Math.max(0, fromFrame) * STEREO_FRAME_BYTES;
    int to = Math.min(toFrame * STEREO_FRAME_BYTES, a.length);
    for (int i = from; i + 1 < to; i += 2) {
      double step = sample(a, i) - sample(b, i);
      sum += step * step;
    }
    return to <= from ? 0 : Math.sqrt(2 * sum / (to - from));
  }

  private static int sample(byte[] samples, int at) {
    return (short) (samples[at] & 0xff | samples[at + 1] << 8);
  }
}
