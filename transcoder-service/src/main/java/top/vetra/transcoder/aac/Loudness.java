package top.vetra.transcoder.aac;

/**
 * About how loud an AAC frame is, without decoding it: from the gain that its first channel starts
 * with (ISO 14496-3, 4.4.2.1 and 4.4.2.7) and its size. Any bytes at all have some answer.
 */
final class Loudness {

  private static final int HEADER_BYTES = 7;
  private static final int HEADER_WITH_CHECKSUM_BYTES = 9;

  /** What a frame without a spectrum may take; its gain means nothing. */
  private static final int EMPTY_BYTES = 12;

  /** The gain at which a quantized 1 stands for the amplitude 1. */
  private static final int UNIT_GAIN = 100;

  /** How many steps of gain double the amplitude. */
  private static final double STEPS_PER_DOUBLING = 4;

  private static final int SINGLE_CHANNEL = 0;
  private static final int CHANNEL_PAIR = 1;
  private static final int FILL = 6;
  private static final int FILL_ESCAPE = 15;
  private static final int EIGHT_SHORT = 2;

  private final byte[] bytes;
  private final int end;
  private int at;

  private Loudness(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = 8 * start;
    this.end = 8 * end;
  }

  /** About how high the amplitude is of the ADTS frame that stands there. */
  static double amplitude(byte[] bytes, int start, int length) {
    boolean checksum = (bytes[start + 1] & 1) == 0;
    int header = checksum ? HEADER_WITH_CHECKSUM_BYTES : HEADER_BYTES;
    int size = length - header - EMPTY_BYTES;
    if (size <= 0) {
      return 0;
    }
    int gain = new Loudness(bytes, start + header, start + length).gain();
    return size * Math.pow(2, (gain - UNIT_GAIN) / STEPS_PER_DOUBLING);
  }

  private int gain() {
    int element = read(3);
    while (element == FILL && at < end) {
      int count = read(4);
      int more = count == FILL_ESCAPE ? read(8) - 1 : 0;
      at += 8 * (count + more);
      element = read(3);
    }
    read(4); // the element's name
    if (element == CHANNEL_PAIR && read(1) == 1) {
      skipCommonWindow();
    }
    return element == SINGLE_CHANNEL || element == CHANNEL_PAIR ? read(8) : 0;
  }

  private void skipCommonWindow() {
    read(1);
    boolean eightShort = read(2) == EIGHT_SHORT;
    read(1);
    int bands = read(eightShort ? 4 : 6);
    // Which short windows belong to the one before them; or, that a long one is not predicted.
    int joined = Integer.bitCount(read(eightShort ? 7 : 1));
    int groups = eightShort ? 8 - joined : 1;
    if (read(2) == 1) {
      at += groups * bands;
    }
  }

  /** The next bits; 0 past the end. */
  private int read(int count) {
    int value = 0;
    for (int stop = at + count; at < stop; at++) {
      int bit = at < end ? bytes[at >> 3] >> (7 - (at & 7)) & 1 : 0;
      value = value << 1 | bit;
    }
    return value;
  }
}
