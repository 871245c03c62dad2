package top.vetra.fetcher.ts;

import java.io.ByteArrayOutputStream;

/**
 * Takes the sound out of an MPEG transport stream (ISO/IEC 13818-1): the segments of video Spaces
 * are such streams. Only the first AAC stream in ADTS of the first programme is of interest; what
 * is damaged is left out, for the scanner of ADTS frames to notice.
 */
public final class TransportStream {

  static final int PACKET = 188;

  private static final byte SYNC = 0x47;
  private static final int PAT_PID = 0;
  private static final int NONE = -1;

  /** So many packets in a row, or all there are, are no accident. */
  private static final int SURE = 4;

  private final byte[] data;
  private final ByteArrayOutputStream sound = new ByteArrayOutputStream(64 * 1024);
  private int pmtPid = NONE;
  private int soundPid = NONE;
  private int counter = NONE;
  private boolean inside;

  /** Bytes that the current PES packet still has; negative if it does not say. */
  private int remaining;

  private TransportStream(byte[] data) {
    this.data = data;
  }

  /** Whether these bytes are a transport stream. */
  public static boolean is(byte[] data) {
    return start(data) != NONE;
  }

  /** The sound's bytes in one piece; empty if there is none. */
  public static byte[] sound(byte[] data) {
    return new TransportStream(data).demultiplexed();
  }

  private static int start(byte[] data) {
    for (int at = 0; at < PACKET && at + PACKET <= data.length; at++) {
      int packets = 0;
      while (packets < SURE
          && at + (packets + 1) * PACKET <= data.length
          && data[at + packets * PACKET] == SYNC) {
        packets++;
      }
      boolean all = at + (packets + 1) * PACKET > data.length;
      if (packets == SURE || (at == 0 && packets > 0 && all)) {
        return at;
      }
    }
    return NONE;
  }

  private byte[] demultiplexed() {
    int at = start(data);
    while (at != NONE && at + PACKET <= data.length) {
      if (data[at] != SYNC) {
        at = nextPacket(at + 1);
      } else {
        packet(at);
        at += PACKET;
      }
    }
    return sound.toByteArray();
  }

  private int nextPacket(int from) {
    for (int at = from; at + PACKET <= data.length; at++) {
      if (data[at] == SYNC && (at + PACKET == data.length || data[at + PACKET] == SYNC)) {
        return at;
      }
    }
    return NONE;
  }

  private void packet(int at) {
    boolean damaged = (data[at + 1] & 0x80) != 0;
    boolean begins = (data[at + 1] & 0x40) != 0;
    int pid = (data[at + 1] & 0x1f) << 8 | (data[at + 2] & 0xff);
    int adaptation = (data[at + 3] & 0x20) == 0 ? 0 : 1 + (data[at + 4] & 0xff);
    int from = at + 4 + adaptation;
    int to = at + PACKET;
    if (damaged || (data[at + 3] & 0x10) == 0 || from >= to) {
      return;
    }
    if (pid == soundPid) {
      if (isNew(data[at + 3] & 0x0f)) {
        soundPacket(begins, from, to);
      }
    } else if (begins && pid == PAT_PID && pmtPid == NONE) {
      pmtPid = ProgrammeTables.firstProgramme(data, from, to);
    } else if (begins && pid == pmtPid && soundPid == NONE) {
      soundPid = ProgrammeTables.firstSound(data, from, to);
    }
  }

  /** A packet may be sent twice, with the same counter (2.4.3.3). */
  private boolean isNew(int continuity) {
    boolean repeated = continuity == counter;
    counter = continuity;
    return !repeated;
  }

  private void soundPacket(boolean begins, int from, int to) {
    int start = from;
    if (begins) {
      inside = isPesHeader(from, to);
      if (!inside) {
        return;
      }
      int length = (data[from + 4] & 0xff) << 8 | (data[from + 5] & 0xff);
      int header = 9 + (data[from + 8] & 0xff);
      remaining = length == 0 ? NONE : length + 6 - header;
      start = from + header;
    }
    if (!inside || start >= to) {
      return;
    }
    int length = remaining < 0 ? to - start : Math.min(remaining, to - start);
    sound.write(data, start, length);
    remaining -= remaining < 0 ? 0 : length;
  }

  private boolean isPesHeader(int at, int to) {
    return to - at >= 9 && data[at] == 0 && data[at + 1] == 0 && data[at + 2] == 1;
  }
}
