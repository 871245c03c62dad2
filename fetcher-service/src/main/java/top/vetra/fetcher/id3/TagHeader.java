package top.vetra.fetcher.id3;

/** Reads headers of ID3v2 tags in place (id3.org, ID3v2.4.0 structure, 3.1). */
public final class TagHeader {

  /** Bytes of a header, and of the footer that repeats it. */
  public static final int LENGTH = 10;

  private static final int FOOTER_FLAG = 0x10;

  private TagHeader() {}

  /** Whether something that looks like a header stands here. */
  public static boolean isAt(byte[] data, int at, int end) {
    return end - at >= LENGTH
        && data[at] == 'I'
        && data[at + 1] == 'D'
        && data[at + 2] == '3'
        && data[at + 3] >= 2
        && data[at + 3] <= 4
        && data[at + 4] != (byte) 0xff;
  }

  /** Length of the whole tag by the standard: seven bits of each byte count. */
  public static int synchsafeLength(byte[] data, int at) {
    return LENGTH
        + ((data[at + 6] & 0x7f) << 21
            | (data[at + 7] & 0x7f) << 14
            | (data[at + 8] & 0x7f) << 7
            | (data[at + 9] & 0x7f))
        + footerLength(data, at);
  }

  /** Length of the whole tag if its writer took the size for a plain number. */
  public static int plainLength(byte[] data, int at) {
    // The highest byte is left out: no tag of 16 MB fits into a segment.
    return LENGTH
        + ((data[at + 7] & 0xff) << 16 | (data[at + 8] & 0xff) << 8 | (data[at + 9] & 0xff))
        + footerLength(data, at);
  }

  /** Whether these are tags, one at least, and nothing else. */
  public static boolean fill(byte[] data) {
    int at = 0;
    while (isAt(data, at, data.length)) {
      int plain = at + plainLength(data, at);
      int next = at + synchsafeLength(data, at);
      at = next != data.length && plain == data.length ? plain : next;
    }
    return at > 0 && at == data.length;
  }

  private static int footerLength(byte[] data, int at) {
    return (data[at + 5] & FOOTER_FLAG) == 0 ? 0 : LENGTH;
  }
}
