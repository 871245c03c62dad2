package top.vetra.xsimulator.catalogue;

import java.util.Arrays;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;

/** Wounds in the bytes of a segment that otherwise holds tags and frames and nothing else. */
final class SegmentDamage {

  private static final int HEADER = 7;
  private static final int WOUND = 40;

  private SegmentDamage() {}

  /** Spoils the payload of a frame, and leaves its header and length whole. */
  static Change payload(int frame) {
    return Changes.bytes(
        honest -> {
          byte[] bytes = honest.clone();
          int start = frameStart(bytes, frame) + HEADER + WOUND;
          for (int i = start; i < start + WOUND; i++) {
            bytes[i] ^= 0x5a;
          }
          return bytes;
        });
  }

  /** Takes the sync word and the length of a frame away. */
  static Change header(int frame) {
    return Changes.bytes(
        honest -> {
          byte[] bytes = honest.clone();
          int start = frameStart(bytes, frame);
          Arrays.fill(bytes, start, start + HEADER, (byte) 0x11);
          return bytes;
        });
  }

  /** Ends before a frame, in good order. */
  static Change endBefore(int frame) {
    return Changes.bytes(honest -> Arrays.copyOf(honest, frameStart(honest, frame)));
  }

  static Change append(byte[] more) {
    return Changes.bytes(honest -> joined(honest, more));
  }

  static Change prepend(byte[] more) {
    return Changes.bytes(honest -> joined(more, honest));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int frameStart(byte[] bytes, int frame) {
    int at = 0;
    for (int left = frame; ; ) {
      if (bytes[at] == 'I') {
        at += 10 + (bytes[at + 6] << 21 | bytes[at + 7] << 14 | bytes[at + 8] << 7 | bytes[at + 9]);
      } else if (left-- == 0) {
        return at;
      } else {
        at += (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
      }
    }
  }
}
