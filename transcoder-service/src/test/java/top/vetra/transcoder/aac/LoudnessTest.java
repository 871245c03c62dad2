package top.vetra.transcoder.aac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.transcoder.testing.LoudAndQuiet;
import top.vetra.transcoder.testing.TestAudio;
import top.vetra.transcoder.waveform.Envelope;

class LoudnessTest {

  private static final int MOST_BYTES = 8191;

  /** Two buzzing voices. */
  private static final String PATTERN =
      "-af aeval=0.5*(mod(140*t+2*sin(5*t)\\,1)-0.5)*(1+sin(20*t))"
          + "|0.4*(mod(210*t+3*sin(4*t)\\,1)-0.5)*(1+sin(17*t)),channelmap=channel_layout=stereo,"
          + LoudAndQuiet.VOLUME
          + " -c:a aac -f adts ";

  @ParameterizedTest
  @ValueSource(strings = {"-b:a 96k", "-b:a 128k", "-b:a 48k -ac 1", "-b:a 64k -ar 24000"})
  void itTellsLoudFromQuietAndQuietFromSilence(String encoding) {
    byte[] aac =
        TestAudio.convert(
            TestAudio.aac(TestAudio.STEREO_48K, LoudAndQuiet.SECONDS), PATTERN + encoding);
    AdtsFrames frames = AdtsFrames.of(aac);
    Envelope envelope = new Envelope(frames.count());
    frames.amplitudes().forEachOrdered(envelope::add);
    LoudAndQuiet.assertToldBy(envelope);
  }

  @Test
  void silencePutInPlaceOfWhatIsMissingIsSilent() {
    byte[] aac = TestAudio.aac(TestAudio.STEREO_48K, 1);
    assertThat(AdtsFrames.of(aac).behindSilence().amplitudes().findFirst()).hasValue(0);
  }

  @Test
  void theGainIsFoundBehindFillAndBehindBandsOfShortWindows() {
    // A fill of 15 + 2 - 1 bytes; a pair with a common window of three groups of seven bands each,
    // for every band of which a bit says whether its channels are joined; the gain.
    String bits =
        "110 1111 00000010 ".concat("01010101 ".repeat(16))
            + "001 0000 1 0 10 0 0111 1101110 01 "
            + "101010101010101010101 10010110";
    byte[] frame = frame(bits, 60);
    assertThat(Loudness.amplitude(frame, 0, frame.length))
        .isEqualTo((60 - 12) * Math.pow(2, (0b10010110 - 100) / 4.0));
  }

  @Test
  void anyBytesHaveAnAnswer() {
    Random random = new Random(5);
    byte[] bytes = new byte[MOST_BYTES];
    for (int i = 0; i < 100_000; i++) {
      int length = 7 + (i % 10 == 0 ? random.nextInt(MOST_BYTES - 6) : random.nextInt(40));
      if (i % 100 == 0) {
        random.nextBytes(bytes);
      }
      // Each kind of element, and fill upon fill.
      bytes[7] = (byte) (i % 7 == 0 ? 0xdf : random.nextInt());
      int start = random.nextInt(bytes.length - length + 1);
      assertThat(Loudness.amplitude(bytes, start, length)).isFinite().isNotNegative();
    }
    Arrays.fill(bytes, (byte) 0xdf);
    assertThat(Loudness.amplitude(bytes, 0, bytes.length)).isFinite().isNotNegative();
  }

  private static byte[] frame(String bits, int payload) {
    String dense = bits.replace(" ", "");
    byte[] frame = new byte[7 + payload];
    frame[1] = 1;
    for (int i = 0; i < dense.length(); i++) {
      frame[7 + i / 8] |= (byte) ((dense.charAt(i) - '0') << (7 - i % 8));
    }
    return frame;
  }
}
