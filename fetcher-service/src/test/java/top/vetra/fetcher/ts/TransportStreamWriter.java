package top.vetra.fetcher.ts;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes small transport streams, with a picture between the sound. */
final class TransportStreamWriter {

  private static final int PMT_PID = 0x100;
  private static final int VIDEO_PID = 0x101;
  private static final int SOUND_PID = 0x102;
  private static final int PAYLOAD = TransportStream.PACKET - 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int[] counters = new int[0x200];

  TransportStreamWriter tables() {
    packet(
        0,
        true,
        new byte[] {
          0, 0, (byte) 0xb0, 13, 0, 1, (byte) 0xc1, 0, 0, 0, 1, (byte) 0xe1, 0, 1, 2, 3, 4
        });
    packet(
        PMT_PID,
        true,
        new byte[] {
          0,
          2,
          (byte) 0xb0,
          23,
          0,
          1,
          (byte) 0xc1,
          0,
          0,
          (byte) 0xe1,
          1,
          (byte) 0xf0,
          0,
          0x1b,
          (byte) 0xe1,
          1,
          (byte) 0xf0,
          0,
          0x0f,
          (byte) 0xe1,
          2,
          (byte) 0xf0,
          0,
          1,
          2,
          3,
          4
        });
    return this;
  }

  TransportStreamWriter picture(int length) {
    pes(VIDEO_PID, (byte) 0xe0, new byte[length], false);
    return this;
  }

  /** One PES packet of sound. */
  TransportStreamWriter sound(byte[] bytes, boolean withLength) {
    pes(SOUND_PID, (byte) 0xc0, bytes, withLength);
    return this;
  }

  /** Repeats the last packet, as senders may. */
  TransportStreamWriter again() {
    byte[] all = out.toByteArray();
    out.write(all, all.length - TransportStream.PACKET, TransportStream.PACKET);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void pes(int pid, byte stream, byte[] bytes, boolean withLength) {
    int length = withLength ? bytes.length + 8 : 0;
    byte[] header = {
      0,
      0,
      1,
      stream,
      (byte) (length >> 8),
      (byte) length,
      (byte) 0x80,
      (byte) 0x80,
      5,
      0x21,
      0,
      1,
      0,
      1
    };
    byte[] pes = Arrays.copyOf(header, header.length + bytes.length);
    System.arraycopy(bytes, 0, pes, header.length, bytes.length);
    for (int at = 0; at < pes.length; at += PAYLOAD) {
      packet(pid, at == 0, Arrays.copyOfRange(pes, at, Math.min(pes.length, at + PAYLOAD)));
    }
  }

  /** Fills what the payload leaves with an adaptation field. */
  private void packet(int pid, boolean begins, byte[] payload) {
    int stuffing = PAYLOAD - payload.length;
    out.write(0x47);
    out.write((begins ? 0x40 : 0) | pid >> 8);
    out.write(pid);
    out.write((stuffing > 0 ? 0x30 : 0x10) | (counters[pid]++ & 0x0f));
    if (stuffing > 0) {
      out.write(stuffing - 1);
      for (int i = 1; i < stuffing; i++) {
        out.write(i == 1 ? 0 : 0xff);
      }
    }
    out.writeBytes(payload);
  }
}
