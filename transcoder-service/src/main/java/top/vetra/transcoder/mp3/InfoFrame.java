package top.vetra.transcoder.mp3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The silent first frame of an MP3 file, in which players look for its length, a seek table and
 * what to drop at both ends: Xing's header with LAME's extension, as LAME 3.100 lays it out.
 *
 * @param audio the header of the first audio frame, whose shape this frame has too
 * @param frames audio frames, without this one
 * @param audioBytes the length of the audio frames
 * @param seekPoints where each per cent of the frames starts, in bytes from the first audio frame
 * @param padding samples after the last one, up to 4095
 * @param audioCrc CRC-16 of the audio frames
 */
record InfoFrame(
    Mp3Header audio, long frames, long audioBytes, long[] seekPoints, int padding, int audioCrc) {

  /** Frames, bytes, seek table and quality are all there. */
  private static final int ALL_FIELDS = 0xf;

  private static final int XING_BYTES = 4 + 4 + 4 + 4 + 100 + 4;
  private static final int LAME_BYTES = 36;

  /** Players trust the delay and padding of encoders that they know by these nine letters. */
  private static final String ENCODER = "LAME3.100";

  /** Revision 0 of the tag, and LAME's newer VBR routine, which ffmpeg's quality scale selects. */
  private static final byte REVISION_AND_METHOD = 0x04;

  /** The header of the info frame before audio of that shape. */
  static Mp3Header headerFor(Mp3Header audio) {
    return audio.forFrameOf(Mp3Header.BYTES + audio.sideInfoBytes() + XING_BYTES + LAME_BYTES);
  }

  byte[] bytes() {
    Mp3Header header = headerFor(audio);
    byte[] frame = new byte[header.frameBytes()];
    ByteBuffer out = ByteBuffer.wrap(frame);
    out.putInt(header.bits());
    out.position(out.position() + header.sideInfoBytes());
    putXing(out, frame.length + audioBytes, frame.length);
    putLame(out, frame.length + audioBytes);
    Crc16 tagCrc = new Crc16();
    tagCrc.update(frame, 0, out.position());
    out.putShort((short) tagCrc.value());
    return frame;
  }

  private void putXing(ByteBuffer out, long fileBytes, int frameBytes) {
    out.put(ascii("Xing"));
    out.putInt(ALL_FIELDS);
    out.putInt((int) frames);
    out.putInt((int) fileBytes);
    for (long point : seekPoints) {
      // Rounded, not cut, to be off by a 512th of the file at most: the table has no finer steps.
      long step = ((point + frameBytes) * 512 + fileBytes) / (2 * fileBytes);
      out.put((byte) Math.min(step, 255));
    }
    out.putInt(0);
  }

  private void putLame(ByteBuffer out, long fileBytes) {
    out.put(ascii(ENCODER));
    out.put(REVISION_AND_METHOD);
    out.put(new byte[1 + 4 + 2 + 2 + 1 + 1]); // lowpass, peak, two gains, flags, bit rate: unknown
    out.put((byte) (Mp3Count.DELAY >> 4));
    out.put((byte) ((Mp3Count.DELAY & 0xf) << 4 | padding >> 8));
    out.put((byte) padding);
    out.put(new byte[1 + 1 + 2]); // misc, gain, preset: unknown
    out.putInt((int) fileBytes);
    out.putShort((short) audioCrc);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
