package top.vetra.transcoder.waveform;

import java.util.Arrays;
import java.util.List;
import top.vetra.model.store.Waveform;

/** How loud a recording is along its length, told frame by frame. */
public final class Envelope {

  /** More than any screen shows; 3.6 s each in a two-hour recording. */
  private static final int MOST_PEAKS = 2000;

  private static final int FULL = 100;

  /** What lies further below the loudest is drawn as silence. */
  private static final double RANGE_DB = 40;

  /** The share that is drawn at full height: one odd frame must not make all else look quiet. */
  private static final double LOUDEST_SHARE = 0.005;

  private final long frames;
  private final double[] energy;
  private final int[] count;
  private long next;

  /**
   * Begins.
   *
   * @param frames how many there will be; any more are left out
   */
  public Envelope(long frames) {
    this.frames = Math.max(1, frames);
    int peaks = (int) Math.min(MOST_PEAKS, this.frames);
    this.energy = new double[peaks];
    this.count = new int[peaks];
  }

  /** Takes the next frame's amplitude, in whatever unit all of them have. */
  public void add(double amplitude) {
    if (next < frames) {
      int peak = (int) (next++ * energy.length / frames);
      energy[peak] += amplitude * amplitude;
      count[peak]++;
    }
  }

  /** From 0, silence, to 100, the loudest, in steps that the ear takes for equal. */
  public Waveform waveform() {
    double[] levels = new double[energy.length];
    Arrays.setAll(levels, i -> energy[i] / Math.max(1, count[i]));
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double loudest = sorted[(int) Math.ceil(sorted.length * (1 - LOUDEST_SHARE)) - 1];
    List<Integer> peaks = Arrays.stream(levels).mapToObj(level -> height(level, loudest)).toList();
    return new Waveform(peaks);
  }

  private static int height(double level, double loudest) {
    if (level <= 0) {
      return 0;
    }
    double decibels = 10 * Math.log10(level / loudest);
    return (int) Math.max(0, Math.min(FULL, Math.round(FULL * (1 + decibels / RANGE_DB))));
  }
}
