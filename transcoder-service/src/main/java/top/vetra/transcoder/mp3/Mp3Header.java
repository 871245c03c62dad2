package top.vetra.transcoder.mp3;

/**
 * The four bytes at the start of an MPEG audio layer III frame.
 *
 * @param bits as they stand there, big-endian
 */
record Mp3Header(int bits) {

  static final int BYTES = 4;

  private static final int[] MPEG1_KBPS = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] MPEG2_KBPS = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };
  private static final int[] MPEG1_RATES = {44_100, 48_000, 32_000, 0};

  private static final int MPEG1 = 3;
  private static final int MPEG25 = 0;
  private static final int LAYER3 = 1;
  private static final int MONO = 3;

  static Mp3Header at(byte[] bytes, int offset) {
    return new Mp3Header(
        (bytes[offset] & 0xff) << 24
            | (bytes[offset + 1] & 0xff) << 16
            | (bytes[offset + 2] & 0xff) << 8
            | bytes[offset + 3] & 0xff);
  }

  boolean isValid() {
    return bits >>> 21 == 0x7ff
        && version() != 1
        && (bits >>> 17 & 3) == LAYER3
        && kbps() != 0
        && sampleRate() != 0;
  }

  private int version() {
    return bits >>> 19 & 3;
  }

  boolean isMpeg1() {
    return version() == MPEG1;
  }

  int sampleRate() {
    int rate = MPEG1_RATES[bits >>> 10 & 3];
    return isMpeg1() ? rate : version() == MPEG25 ? rate / 4 : rate / 2;
  }

  boolean isMono() {
    return (bits >>> 6 & 3) == MONO;
  }

  private int kbps() {
    return kbps(bits >>> 12 & 15);
  }

  private int kbps(int index) {
    return isMpeg1() ? MPEG1_KBPS[index] : MPEG2_KBPS[index];
  }

  /** The frame's length with its header, in bytes. */
  int frameBytes() {
    return unpaddedBytes(kbps()) + (bits >>> 9 & 1);
  }

  private int unpaddedBytes(int kbps) {
    return (isMpeg1() ? 144_000 : 72_000) * kbps / sampleRate();
  }

  /** The length of the checksum between header and side information. */
  int checksumBytes() {
    return (bits >>> 16 & 1) == 1 ? 0 : 2;
  }

  /** The length of the decoder's side information that follows the header. */
  int sideInfoBytes() {
    if (isMpeg1()) {
      return isMono() ? 17 : 32;
    }
    return isMono() ? 9 : 17;
  }

  /** The same stream's header of the smallest frame that holds so many bytes, unprotected. */
  Mp3Header forFrameOf(int bytes) {
    for (int index = 1; index < 15; index++) {
      if (unpaddedBytes(kbps(index)) >= bytes) {
        int cleared = bits & ~(0xf << 12 | 1 << 9 | 3 << 4 | 3);
        return new Mp3Header(cleared | index << 12 | 1 << 16);
      }
    }
    throw new IllegalArgumentException("bytes: " + bytes + " (expected: fits a frame)");
  }
}
