package top.vetra.transcoder.mp3;

/** CRC-16 with the polynomial 0x8005, reflected, from 0: the one in LAME's tag. */
final class Crc16 {

  /** Bytes taken at a time. */
  private static final int SLICE = 8;

  /** What a byte does to the sum; in the k-th row, when k bytes follow it. */
  private static final char[][] TABLES = tables();

  private int crc;

  private static char[][] tables() {
    char[][] tables = new char[SLICE][256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xa001;
      }
      tables[0][i] = (char) crc;
    }
    for (int k = 1; k < SLICE; k++) {
      for (int i = 0; i < 256; i++) {
        char before = tables[k - 1][i];
        tables[k][i] = (char) (before >>> 8 ^ tables[0][before & 0xff]);
      }
    }
    return tables;
  }

  void update(byte[] bytes, int from, int to) {
    int running = crc;
    int at = from;
    for (; at <= to - SLICE; at += SLICE) {
      running =
          TABLES[7][(running ^ bytes[at]) & 0xff]
              ^ TABLES[6][(running >>> 8 ^ bytes[at + 1]) & 0xff]
              ^ TABLES[5][bytes[at + 2] & 0xff]
              ^ TABLES[4][bytes[at + 3] & 0xff]
              ^ TABLES[3][bytes[at + 4] & 0xff]
              ^ TABLES[2][bytes[at + 5] & 0xff]
              ^ TABLES[1][bytes[at + 6] & 0xff]
              ^ TABLES[0][bytes[at + 7] & 0xff];
    }
    for (; at < to; at++) {
      running = running >>> 8 ^ TABLES[0][(running ^ bytes[at]) & 0xff];
    }
    crc = running;
  }

  /** 0 to 0xffff. */
  int value() {
    return crc;
  }
}
