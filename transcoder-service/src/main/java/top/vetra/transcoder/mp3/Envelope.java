package top.vetra.transcoder.mp3;

import java.util.Arrays;
import java.util.List;

/** How loud a recording is along its length. */
final class Envelope {

  /** More than any screen shows; 3.6 s each in a two-hour recording. */
  private static final int MOST_PEAKS = 2000;

  private static final int FULL = 100;

  /** What lies further below the loudest is drawn as silence. */
  private static final double RANGE_DB = 40;

  private final long frames;
  private final double[] energy;
  private final int[] count;
  private long next;

  /**
   * Begins.
   *
   * @param frames how many there will be
   */
  Envelope(long frames) {
    this.frames = Math.max(1, frames);
    int peaks = (int) Math.min(MOST_PEAKS, this.frames);
    this.energy = new double[peaks];
    this.count = new int[peaks];
  }

  void add(Mp3Frames part) {
    for (int i = 0; i < part.count() && next < frames; i++) {
      int peak = (int) (next++ * energy.length / frames);
      double amplitude = SideInfo.amplitude(part.bytes(), part.start(i));
      energy[peak] += amplitude * amplitude;
      count[peak]++;
    }
  }

  /** From 0, silence, to 100, the loudest, in steps that the ear takes for equal. */
  List<Integer> peaks() {
    double[] levels = new double[energy.length];
    Arrays.setAll(levels, i -> energy[i] / Math.max(1, count[i]));
    double loudest = Arrays.stream(levels).max().orElse(0);
    return Arrays.stream(levels).mapToObj(level -> height(level, loudest)).toList();
  }

  private static int height(double level, double loudest) {
    if (level <= 0) {
      return 0;
    }
    double decibels = 10 * Math.log10(level / loudest);
    return (int) Math.max(0, Math.round(FULL * (1 + decibels / RANGE_DB)));
  }
}
