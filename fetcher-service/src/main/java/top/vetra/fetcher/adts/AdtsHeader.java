package top.vetra.fetcher.adts;

import org.jspecify.annotations.Nullable;

/**
 * Reads ADTS frame headers (ISO/IEC 13818-7, 6.2) in place. A header is taken for one only if every
 * field has a value that a Space can have: that makes an accidental one in other bytes rare.
 */
final class AdtsHeader {

  /** Bytes of a header without checksum. */
  static final int LENGTH = 7;

  private static final int CHECKSUM_LENGTH = 2;

  /** Even a silent frame takes some bytes; a bare header is none. */
  private static final int MIN_PAYLOAD = 2;

  private AdtsHeader() {}

  /** Whether a header stands here. */
  static boolean isAt(byte[] data, int at, int end) {
    return end - at >= LENGTH
        && (data[at] & 0xff) == 0xff
        && (data[at + 1] & 0xf6) == 0xf0
        && rateIndex(data, at) < AacShape.RATE_COUNT
        && channels(data, at) > 0
        && hasOneBlock(data, at)
        && frameLength(data, at) >= LENGTH + checksumLength(data, at) + MIN_PAYLOAD;
  }

  /** What the header says of the audio; null where there is none. */
  static @Nullable AacShape shapeAt(byte[] data, int at, int end) {
    return isAt(data, at, end)
        ? new AacShape((data[at + 2] & 0xff) >> 6, rateIndex(data, at), channels(data, at))
        : null;
  }

  /** Whether a header of this shape stands here. */
  static boolean isAt(byte[] data, int at, int end, AacShape shape) {
    return isAt(data, at, end)
        && (data[at + 2] & 0xff) >> 6 == shape.profile()
        && rateIndex(data, at) == shape.rateIndex()
        && channels(data, at) == shape.channels();
  }

  /** Length of the frame with its header, in bytes: at most 8191. */
  static int frameLength(byte[] data, int at) {
    return (data[at + 3] & 3) << 11 | (data[at + 4] & 0xff) << 3 | (data[at + 5] & 0xff) >> 5;
  }

  private static int rateIndex(byte[] data, int at) {
    return (data[at + 2] & 0x3c) >> 2;
  }

  private static int channels(byte[] data, int at) {
    return (data[at + 2] & 1) << 2 | (data[at + 3] & 0xff) >> 6;
  }

  /** Several blocks in a frame are allowed, and used by nobody; counting frames excludes them. */
  private static boolean hasOneBlock(byte[] data, int at) {
    return (data[at + 6] & 3) == 0;
  }

  private static int checksumLength(byte[] data, int at) {
    return (data[at + 1] & 1) == 0 ? CHECKSUM_LENGTH : 0;
  }
}
