package top.vetra.transcoder.mp3;

import java.util.Arrays;

/** A run of whole MP3 frames. */
public final class Mp3Frames {

  private final byte[] bytes;

  /** Where each frame starts, and at last where the last one ends. */
  private final int[] borders;

  private Mp3Frames(byte[] bytes, int[] borders) {
    this.bytes = bytes;
    this.borders = borders;
  }

  /**
   * Finds the frames.
   *
   * @throws IllegalArgumentException if there is anything but whole frames, one after another
   */
  public static Mp3Frames of(byte[] bytes) {
    int[] borders = new int[64];
    int count = 0;
    int at = 0;
    while (at < bytes.length) {
      int length = lengthAt(bytes, at);
      count++;
      at += length;
      if (count == borders.length) {
        borders = Arrays.copyOf(borders, 2 * count);
      }
      borders[count] = at;
    }
    return new Mp3Frames(bytes, Arrays.copyOf(borders, count + 1));
  }

  private static int lengthAt(byte[] bytes, int at) {
    if (bytes.length - at >= Mp3Header.BYTES) {
      Mp3Header header = Mp3Header.at(bytes, at);
      if (header.isValid() && header.frameBytes() <= bytes.length - at) {
        return header.frameBytes();
      }
    }
    throw new IllegalArgumentException("MP3: no whole frame at byte " + at + " of " + bytes.length);
  }

  /** How many there are. */
  public int count() {
    return borders.length - 1;
  }

  /** Where a frame starts, in bytes; for {@code count()}, where the last one ends. */
  int start(int frame) {
    return borders[frame];
  }

  byte[] bytes() {
    return bytes;
  }

  /** The bytes of some of them: from {@code first}, as many as {@code count}. */
  public byte[] slice(int first, int count) {
    return Arrays.copyOfRange(bytes, borders[first], borders[first + count]);
  }
}
