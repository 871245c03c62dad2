package top.vetra.system.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A recording as ffmpeg decodes it, 48 kHz stereo, in which a snippet is found again. */
public final class Sound {

  private static final int RATE = 48_000;
  private static final int SAMPLE_BYTES = 4;

  /** How far around the expected place is looked; the talk repeats itself each minute. */
  private static final int AROUND_SECONDS = 20;

  /** Voices are told apart with a sixth of the samples. */
  private static final int STEP = 6;

  private final Path pcm;

  private Sound(Path pcm) {
    this.pcm = pcm;
  }

  /** Decodes a file into a folder. */
  public static Sound of(Path audio, Path folder) throws Exception {
    Path pcm = folder.resolve("decoded.pcm");
    Ffmpeg.decode(audio, pcm);
    return new Sound(pcm);
  }

  /**
   * When in the recording the last sample of a snippet is.
   *
   * @param samples of both channels together, 48 kHz
   * @param expected in seconds, give or take 20
   */
  public double endOf(List<Double> samples, double expected) throws IOException {
    double[] snippet = thinned(samples.stream().mapToDouble(Double::doubleValue));
    long from = Math.max(0, Math.round((expected - AROUND_SECONDS) * RATE));
    double[] place = read(from, 2 * AROUND_SECONDS * RATE);
    return (double) (from + (long) STEP * (best(snippet, place) + snippet.length)) / RATE;
  }

  /** Where they are most alike. */
  private static int best(double[] snippet, double[] place) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int at = 0; at + snippet.length <= place.length; at++) {
      double product = 0;
      double power = 1e-9;
      for (int i = 0; i < snippet.length; i++) {
        product += snippet[i] * place[at + i];
        power += place[at + i] * place[at + i];
      }
      double likeness = product / Math.sqrt(power);
      if (likeness > most) {
        most = likeness;
        best = at;
      }
    }
    return best;
  }

  private double[] read(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file = FileChannel.open(pcm).position(from * SAMPLE_BYTES)) {
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = file.read(bytes);
      }
    }
    bytes.flip();
    double[] both = new double[bytes.remaining() / SAMPLE_BYTES];
    for (int i = 0; i < both.length; i++) {
      both[i] = bytes.getShort() + bytes.getShort();
    }
    return thinned(Arrays.stream(both));
  }

  private static double[] thinned(DoubleStream samples) {
    double[] all = samples.toArray();
    double[] means = new double[all.length / STEP];
    for (int i = 0; i < means.length * STEP; i++) {
      means[i / STEP] += all[i] / STEP;
    }
    return means;
  }
}
