package top.vetra.transcoder.mp3;

/**
 * The fields after a frame's header that tell how its audio is packed (ISO 11172-3, 2.4.1.7, and
 * ISO 13818-3 for low sample rates). They tell roughly how loud it is, too, without any decoding.
 */
final class SideInfo {

  private static final int LENGTH_BITS = 12;
  private static final int GAIN_AT = 21;
  private static final int GAIN_BITS = 8;

  /** The gain at which a quantized 1 stands for the amplitude 1. */
  private static final int UNIT_GAIN = 210;

  /** How many steps of gain double the amplitude. */
  private static final double STEPS_PER_DOUBLING = 4;

  private SideInfo() {}

  /**
   * About how high the amplitude is: the quantizer's step, times the square of the bits that were
   * spent on quantized values. Of the powers tried, the square comes closest to decoded audio.
   */
  static double amplitude(byte[] bytes, int frame) {
    Mp3Header header = Mp3Header.at(bytes, frame);
    int channels = header.isMono() ? 1 : 2;
    boolean full = header.isMpeg1();
    int granules = full ? 2 : 1;
    int step = full ? 59 : 63;
    int first = full ? 9 + (channels == 1 ? 5 : 3) + 4 * channels : 8 + channels;
    int start = 8 * (frame + Mp3Header.BYTES + header.checksumBytes()) + first;
    double loudest = 0;
    for (int block = 0; block < granules * channels; block++) {
      int at = start + block * step;
      int length = bits(bytes, at, LENGTH_BITS);
      int gain = bits(bytes, at + GAIN_AT, GAIN_BITS);
      double amplitude =
          Math.pow(2, (gain - UNIT_GAIN) / STEPS_PER_DOUBLING) * (double) length * length;
      loudest = Math.max(loudest, amplitude);
    }
    return loudest;
  }

  private static int bits(byte[] bytes, int at, int count) {
    int value = 0;
    for (int bit = at; bit < at + count; bit++) {
      value = value << 1 | bytes[bit >> 3] >> (7 - (bit & 7)) & 1;
    }
    return value;
  }
}
