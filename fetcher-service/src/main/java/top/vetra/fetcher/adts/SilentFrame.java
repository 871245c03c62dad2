package top.vetra.fetcher.adts;

import java.util.HexFormat;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Frames that decode to nothing but zeros. Their payload is the smallest that ISO/IEC 14496-3
 * allows: a channel element whose spectrum has no bands at all ({@code max_sfb} 0), and the end
 * mark.
 */
public final class SilentFrame {

  /** Bits: SCE 000, tag 0000, gain, long window, no bands, no tools; END 111. */
  private static final byte[] MONO = HexFormat.of().parseHex("00000007");

  /**
   * Bits: CPE 001, tag 0000, common window 1, long window, no bands, no mid/side; twice gain and no
   * tools; END 111; padding.
   */
  private static final byte[] STEREO = HexFormat.of().parseHex("21000000001c");

  private SilentFrame() {}

  /**
   * 1024 samples of silence.
   *
   * @throws ProblemException {@code audio-invalid} for more than two channels, which no Space has
   */
  public static Frame of(AacShape shape) {
    byte[] payload =
        switch (shape.channels()) {
          case 1 -> MONO;
          case 2 -> STEREO;
          default -> throw new ProblemException(ProblemCode.AUDIO_INVALID);
        };
    int length = AdtsHeader.LENGTH + payload.length;
    byte[] frame = new byte[length];
    frame[0] = (byte) 0xff;
    frame[1] = (byte) 0xf1;
    frame[2] = (byte) (shape.profile() << 6 | shape.rateIndex() << 2 | shape.channels() >> 2);
    frame[3] = (byte) (shape.channels() << 6 | length >> 11);
    frame[4] = (byte) (length >> 3);
    // The buffer fullness, 0x7ff, says that the bit rate varies.
    frame[5] = (byte) (length << 5 | 0x1f);
    frame[6] = (byte) 0xfc;
    System.arraycopy(payload, 0, frame, AdtsHeader.LENGTH, payload.length);
    return new Frame(frame, 0, length);
  }
}
