package top.vetra.transcoder.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last few KB of what a program said, whatever it says. */
final class LogTail {

  private static final int KEPT = 8 * 1024;

  private final byte[] ring = new byte[KEPT];
  private long written;

  void readAll(InputStream stream) throws IOException {
    byte[] buffer = new byte[1024];
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      append(buffer, n);
    }
  }

  private synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % KEPT)] = bytes[i];
    }
  }

  /** As one line of printable characters, so that it cannot forge lines of a log. */
  synchronized String text() {
    int length = (int) Math.min(written, KEPT);
    byte[] tail = new byte[length];
    for (int i = 0; i < length; i++) {
      tail[i] = ring[(int) ((written - length + i) % KEPT)];
    }
    return new String(tail, StandardCharsets.UTF_8)
        .strip()
        .replaceAll("[\\r\\n]+", " | ")
        .replaceAll("\\p{C}", "?");
  }
}
