package top.vetra.system.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far one recording is from another of the same length. */
final class Distance {

  private Distance() {}

  /**
   * The ratio of the signal's power to the difference's, in decibels.
   *
   * @param signal samples, 16 bits each, little-endian
   * @param other as many of them
   */
  static double decibels(Path signal, Path other) throws IOException {
    long samples = Files.size(signal) / 2;
    if (Files.size(other) != Files.size(signal)) {
      throw new IllegalArgumentException(
          "bytes: " + Files.size(other) + " (expected: " + Files.size(signal) + ")");
    }
    double power = 0;
    double difference = 0;
    try (DataInputStream a = open(signal);
        DataInputStream b = open(other)) {
      for (long i = 0; i < samples; i++) {
        double value = Short.reverseBytes(a.readShort());
        double step = value - Short.reverseBytes(b.readShort());
        power += value * value;
        difference += step * step;
      }
    }
    return 10 * Math.log10(power / difference);
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }
}
