package top.vetra.xsimulator.space;

import java.util.Arrays;

/** Which AAC frames lie in which segment. */
public sealed interface Segmentation {

  int segments();

  /** Number of the first frame of a segment; for {@code segments()} it is the total. */
  long firstFrame(int segment);

  default int frames(int segment) {
    return Math.toIntExact(firstFrame(segment + 1) - firstFrame(segment));
  }

  default long totalFrames() {
    return firstFrame(segments());
  }

  /** Segments of {@code seconds} each: at 48 kHz and 3 s a mix of 140 and 141 frames, as on X. */
  record Even(long total, int sampleRate, double seconds) implements Segmentation {

    @Override
    public int segments() {
      int count = (int) (total / framesFor(1));
      while (start(count) < total) {
        count++;
      }
      while (count > 1 && start(count - 1) >= total) {
        count--;
      }
      return count;
    }

    @Override
    public long firstFrame(int segment) {
      return Math.min(total, start(segment));
    }

    private long start(int segment) {
      return (long) (segment * framesFor(1));
    }

    private double framesFor(int segments) {
      return segments * seconds * sampleRate / 1024;
    }
  }

  /** Segments of exactly these lengths. */
  @SuppressWarnings("ArrayRecordComponent")
  record Exact(long[] borders) implements Segmentation {

    public static Exact of(int... frames) {
      long[] borders = new long[frames.length + 1];
      for (int i = 0; i < frames.length; i++) {
        borders[i + 1] = borders[i] + frames[i];
      }
      return new Exact(borders);
    }

    @Override
    public int segments() {
      return borders.length - 1;
    }

    @Override
    public long firstFrame(int segment) {
      return borders[segment];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Exact exact && Arrays.equals(borders, exact.borders);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(borders);
    }
  }
}
