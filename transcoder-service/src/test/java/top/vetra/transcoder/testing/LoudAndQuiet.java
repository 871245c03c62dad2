package top.vetra.transcoder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import top.vetra.transcoder.waveform.Envelope;

/** Audio that is loud, quiet, silent and loud again, and what has to be seen of it. */
public final class LoudAndQuiet {

  /** How long it is. */
  public static final int SECONDS = 20;

  /** For ffmpeg: five seconds as they are, five at a tenth, five of nothing, five as they are. */
  public static final String VOLUME =
      "volume=enable='between(t,5,10)':volume=0.1,volume=enable='between(t,10,15)':volume=0";

  private LoudAndQuiet() {}

  /** Fails unless this tells loud from quiet and quiet from silence. */
  public static void assertToldBy(Envelope envelope) {
    List<Integer> peaks = envelope.waveform().peaks();
    double loud = mean(peaks, 1, 4);
    assertThat(loud).isBetween(30.0, 100.0);
    assertThat(mean(peaks, 6, 9)).isLessThan(loud - 15);
    assertThat(mean(peaks, 11, 14)).isLessThan(3);
    assertThat(mean(peaks, 16, 19)).isCloseTo(loud, within(10.0));
  }

  private static double mean(List<Integer> peaks, int from, int to) {
    return peaks.subList(peaks.size() * from / SECONDS, peaks.size() * to / SECONDS).stream()
        .mapToInt(Integer::intValue)
        .average()
        .orElseThrow();
  }
}
