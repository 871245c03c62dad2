package top.vetra.fetcher.playlist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines as they arrive, holding no more than one line. */
final class LineReader {

  private final PlaylistLimits limits;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private long read;

  LineReader(PlaylistLimits limits, Consumer<String> lines) {
    this.limits = limits;
    this.lines = lines;
  }

  void accept(byte[] piece) {
    read += piece.length;
    if (read > limits.maxBytes()) {
      throw Unreadable.because("The playlist is larger than any playlist of a Space.");
    }
    int from = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        add(piece, from, i);
        endLine();
        from = i + 1;
      }
    }
    add(piece, from, piece.length);
  }

  void finish() {
    if (line.size() > 0) {
      endLine();
    }
  }

  private void add(byte[] piece, int from, int to) {
    if (line.size() + to - from > limits.maxLineLength()) {
      throw Unreadable.because("The playlist has a line longer than any in a playlist of a Space.");
    }
    line.write(piece, from, to - from);
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    if (!text.isEmpty()) {
      lines.accept(text);
    }
  }
}
