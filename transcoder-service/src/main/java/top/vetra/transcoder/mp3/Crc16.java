package top.vetra.transcoder.mp3;

/** CRC-16 with the polynomial 0x8005, reflected, from 0: the one in LAME's tag. */
final class Crc16 {

  private static final char[] TABLE = table();

  private int crc;

  private static char[] table() {
    char[] table = new char[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xa001;
      }
      table[i] = (char) crc;
    }
    return table;
  }

  void update(byte[] bytes, int from, int to) {
    int running = crc;
    for (int i = from; i < to; i++) {
      running = running >>> 8 ^ TABLE[(running ^ bytes[i]) & 0xff];
    }
    crc = running;
  }

  /** 0 to 0xffff. */
  int value() {
    return crc;
  }
}
