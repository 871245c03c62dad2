package top.vetra.fetcher.id3;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in a tag.
 *
 * @param description what it is, for {@code TXXX}; otherwise empty
 * @param text what it says
 */
public record TextFrame(String description, String text) {

  private static final int HEADER = 10;

  /** No tag of a Space has more than 4 frames. */
  private static final int MAX_FRAMES = 64;

  private static final String USER_TEXT = "TXXX";

  /**
   * The {@code TXXX} frames of a tag (ID3v2.3 and 2.4). Whatever cannot be read is left out.
   *
   * @param data the bytes among which the tag lies
   * @param from where its header begins
   * @param to where it ends
   */
  public static List<TextFrame> in(byte[] data, int from, int to) {
    List<TextFrame> texts = new ArrayList<>();
    int at = from + TagHeader.LENGTH;
    for (int count = 0; count < MAX_FRAMES && isFrameAt(data, at, to); count++) {
      int length = length(data, at, to);
      if (length < 0) {
        break;
      }
      int body = at + HEADER;
      if (length > 1 && new String(data, at, 4, StandardCharsets.US_ASCII).equals(USER_TEXT)) {
        texts.add(read(data, body, body + length));
      }
      at = body + length;
    }
    return texts;
  }

  /** ID3v2.4 wants synchsafe sizes, but plain ones are met as well: what follows decides. */
  private static int length(byte[] data, int at, int to) {
    int synchsafe =
        (data[at + 4] & 0x7f) << 21
            | (data[at + 5] & 0x7f) << 14
            | (data[at + 6] & 0x7f) << 7
            | (data[at + 7] & 0x7f);
    int plain =
        (data[at + 4] & 0xff) << 24
            | (data[at + 5] & 0xff) << 16
            | (data[at + 6] & 0xff) << 8
            | (data[at + 7] & 0xff);
    boolean canBeSynchsafe =
        ((data[at + 4] | data[at + 5] | data[at + 6] | data[at + 7]) & 0x80) == 0;
    if (canBeSynchsafe && isEndAt(data, (long) at + HEADER + synchsafe, to)) {
      return synchsafe;
    }
    return plain >= 0 && isEndAt(data, (long) at + HEADER + plain, to) ? plain : -1;
  }

  private static boolean isEndAt(byte[] data, long at, int to) {
    return at == to || (at < to && (data[(int) at] == 0 || isFrameAt(data, (int) at, to)));
  }

  private static boolean isFrameAt(byte[] data, int at, int to) {
    if (to - at < HEADER) {
      return false;
    }
    for (int i = at; i < at + 4; i++) {
      boolean letter = data[i] >= 'A' && data[i] <= 'Z';
      boolean digit = data[i] >= '0' && data[i] <= '9';
      if (!letter && !digit) {
        return false;
      }
    }
    return true;
  }

  private static TextFrame read(byte[] data, int from, int to) {
    String all = new String(data, from + 1, to - from - 1, charset(data[from]));
    int end = all.indexOf('\0');
    String description = end < 0 ? "" : all.substring(0, end);
    String text = all.substring(end + 1);
    // Terminated or not; in UTF-16 both parts may open with a byte order mark.
    return new TextFrame(plain(description), plain(text));
  }

  private static String plain(String text) {
    String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
    int end = whole.indexOf('\0');
    return end < 0 ? whole : whole.substring(0, end);
  }

  private static Charset charset(byte encoding) {
    return switch (encoding) {
      case 1 -> StandardCharsets.UTF_16;
      case 2 -> StandardCharsets.UTF_16BE;
      case 3 -> StandardCharsets.UTF_8;
      default -> StandardCharsets.ISO_8859_1;
    };
  }
}
