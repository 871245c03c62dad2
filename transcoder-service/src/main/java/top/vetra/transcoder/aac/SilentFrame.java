package top.vetra.transcoder.aac;

import java.util.HexFormat;

/** An ADTS frame that decodes to silence: all its channels have a spectrum of no bands at all. */
final class SilentFrame {

  /** Bits: SCE 000, tag 0000, gain, one long window, no bands, no tools, END 111. */
  private static final byte[] MONO = HexFormat.of().parseHex("00000007");

  /** Bits: CPE 001, tag 0000, common window 1, as above but twice gain and tools, END 111. */
  private static final byte[] STEREO = HexFormat.of().parseHex("21000000001c");

  private static final int HEADER_BYTES = 7;

  private SilentFrame() {}

  /** A frame with the profile, sample rate and channels of the header that stands there. */
  static byte[] shapedAs(byte[] bytes, int start) {
    int channels = (bytes[start + 2] & 1) << 2 | (bytes[start + 3] & 0xff) >> 6;
    if (channels != 1 && channels != 2) {
      throw new IllegalArgumentException("channels: " + channels + " (expected: 1 or 2)");
    }
    byte[] payload = channels == 1 ? MONO : STEREO;
    int length = HEADER_BYTES + payload.length;
    byte[] frame = new byte[length];
    frame[0] = (byte) 0xff;
    // The same version and layer, but no checksum.
    frame[1] = (byte) (bytes[start + 1] | 1);
    frame[2] = bytes[start + 2];
    frame[3] = (byte) (bytes[start + 3] & 0xf0 | length >> 11);
    frame[4] = (byte) (length >> 3);
    frame[5] = (byte) (length << 5 | 0x1f);
    frame[6] = (byte) 0xfc;
    System.arraycopy(payload, 0, frame, HEADER_BYTES, payload.length);
    return frame;
  }
}
