package top.vetra.fetcher.ts;

/**
 * Reads the tables of a transport stream that say what its packets are (ISO/IEC 13818-1, 2.4.4).
 */
final class ProgrammeTables {

  private static final int NONE = -1;
  private static final int PAT = 0;
  private static final int PMT = 2;
  private static final int AAC_IN_ADTS = 0x0f;
  private static final int CHECKSUM = 4;

  private ProgrammeTables() {}

  /** Where the first programme's own table is; -1 if the packet does not tell. */
  static int firstProgramme(byte[] data, int from, int to) {
    int table = table(data, from, to, PAT);
    int end = table == NONE ? 0 : end(data, table, to);
    for (int at = table + 8; table != NONE && at + 4 <= end; at += 4) {
      int programme = (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
      if (programme != 0) {
        return pid(data, at + 2);
      }
    }
    return NONE;
  }

  /** Where the first AAC stream is; -1 if the packet does not tell. */
  static int firstSound(byte[] data, int from, int to) {
    int table = table(data, from, to, PMT);
    if (table == NONE || table + 12 > to) {
      return NONE;
    }
    int end = end(data, table, to);
    int at = table + 12 + length(data, table + 10);
    while (at + 5 <= end) {
      if ((data[at] & 0xff) == AAC_IN_ADTS) {
        return pid(data, at + 1);
      }
      at += 5 + length(data, at + 3);
    }
    return NONE;
  }

  /** Where a table of this kind begins, after the pointer that leads to it. */
  private static int table(byte[] data, int from, int to, int kind) {
    int at = from + 1 + (data[from] & 0xff);
    return at + 8 <= to && data[at] == kind ? at : NONE;
  }

  private static int end(byte[] data, int table, int to) {
    return Math.min(to, table + 3 + length(data, table + 1) - CHECKSUM);
  }

  private static int length(byte[] data, int at) {
    return (data[at] & 0x0f) << 8 | (data[at + 1] & 0xff);
  }

  private static int pid(byte[] data, int at) {
    return (data[at] & 0x1f) << 8 | (data[at + 1] & 0xff);
  }
}
