package top.vetra.transcoder.aac;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A chunk taken apart into its ADTS frames. */
public final class AdtsFrames {

  private static final int HEADER_BYTES = 7;

  private final byte[] bytes;
  private final List<Slice> frames;

  private AdtsFrames(byte[] bytes, List<Slice> frames) {
    this.bytes = bytes;
    this.frames = frames;
  }

  /**
   * Finds the frames.
   *
   * @throws IllegalArgumentException if there is anything but whole ADTS frames, one after another
   */
  public static AdtsFrames of(byte[] bytes) {
    List<Slice> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes, at);
      if (length < HEADER_BYTES || length > bytes.length - at) {
        throw new IllegalArgumentException(
            "ADTS: no whole frame at byte " + at + " of " + bytes.length);
      }
      frames.add(new Slice(at, length));
      at += length;
    }
    return new AdtsFrames(bytes, frames);
  }

  /** The frame's length with its header, or 0 where no header is. */
  private static int length(byte[] bytes, int at) {
    if (bytes.length - at < HEADER_BYTES || bytes[at] != -1 || (bytes[at + 1] & 0xf6) != 0xf0) {
      return 0;
    }
    return (bytes[at + 3] & 0x03) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xe0) >> 5;
  }

  /** How many there are. */
  public int count() {
    return frames.size();
  }

  /** Writes them all. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  private record Slice(int start, int length) {}
}
