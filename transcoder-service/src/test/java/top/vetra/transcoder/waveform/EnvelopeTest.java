package top.vetra.transcoder.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Test
  void itIsAsShortForAVeryLongRecordingAsForAnyOther() {
    assertThat(peaks(500_000, 0)).hasSize(2000).containsOnly(0);
  }

  @Test
  void everyStepIsATenthOfTheHeightForFourDecibels() {
    assertThat(peaks(4, 1, 0.1, 0.01, 0)).containsExactly(100, 50, 0, 0);
  }

  @Test
  void oneOddFrameDoesNotMakeTheRestLookQuiet() {
    double[] amplitudes = new double[1000];
    java.util.Arrays.fill(amplitudes, 1);
    amplitudes[500] = 1e9;
    assertThat(peaks(1000, amplitudes)).containsOnly(100);
  }

  @Test
  void moreFramesThanWereToldAreLeftOut() {
    assertThat(peaks(2, 1, 1, 50)).containsExactly(100, 100);
  }

  private static List<Integer> peaks(long frames, double... amplitudes) {
    Envelope envelope = new Envelope(frames);
    for (double amplitude : amplitudes) {
      envelope.add(amplitude);
    }
    return envelope.waveform().peaks();
  }
}
