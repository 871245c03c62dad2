package top.vetra.xsimulator.hls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes ID3v2.4 tags. */
final class Id3Tag {

  private static final String CLOCK_OWNER = "com.apple.streaming.transportStreamTimestamp";
  private static final byte UTF_8 = 3;

  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final boolean synchsafe;

  /** Frame sizes may be plain numbers, which ID3v2.4 forbids and some writers do all the same. */
  Id3Tag(boolean synchsafe) {
    this.synchsafe = synchsafe;
  }

  /** The tag that opens each segment: where it starts, on a 90 kHz clock of 33 bits. */
  static byte[] clock(double seconds) {
    long ticks = Math.round(seconds * 90_000) & 0x1_ffff_ffffL;
    byte[] owner = (CLOCK_OWNER + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] body = ByteBuffer.allocate(owner.length + Long.BYTES).put(owner).putLong(ticks).array();
    return new Id3Tag(true).frame("PRIV", body).bytes();
  }

  Id3Tag text(String id, String value) {
    return frame(id, prefixed(value));
  }

  Id3Tag userText(String description, String value) {
    return frame("TXXX", prefixed(description + "\0" + value));
  }

  byte[] bytes() {
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    tag.writeBytes("ID3".getBytes(StandardCharsets.US_ASCII));
    tag.writeBytes(new byte[] {4, 0, 0});
    tag.writeBytes(synchsafe(frames.size()));
    tag.writeBytes(frames.toByteArray());
    return tag.toByteArray();
  }

  private Id3Tag frame(String id, byte[] body) {
    frames.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
    frames.writeBytes(
        synchsafe ? synchsafe(body.length) : ByteBuffer.allocate(4).putInt(body.length).array());
    frames.writeBytes(new byte[2]);
    frames.writeBytes(body);
    return this;
  }

  private static byte[] prefixed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(bytes.length + 1).put(UTF_8).put(bytes).array();
  }

  private static byte[] synchsafe(int size) {
    return new byte[] {
      (byte) (size >> 21 & 0x7f),
      (byte) (size >> 14 & 0x7f),
      (byte) (size >> 7 & 0x7f),
      (byte) (size & 0x7f)
    };
  }
}
