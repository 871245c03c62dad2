package top.vetra.transcoder.assemble;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Makes a line of readable text of whatever somebody typed. */
final class OneLine {

  private OneLine() {}

  /**
   * The text in composed form, without control characters, noncharacters and unpaired surrogates,
   * with single blanks, cut to so many letters; empty for null.
   *
   * <p>Characters that turn the direction of writing go as well: with them a name can show another
   * ending than it has. All else stays as it is, also what this JDK knows no name for.
   */
  static String of(@Nullable String text, int letters) {
    if (text == null) {
      return "";
    }
    StringBuilder line = new StringBuilder();
    // Composing looks at all of it: bounded before, and again after.
    Normalizer.normalize(cut(text, 4 * letters), Normalizer.Form.NFC)
        .codePoints()
        .map(letter -> Character.isWhitespace(letter) || isSpace(letter) ? ' ' : letter)
        .filter(OneLine::isReadable)
        .filter(letter -> letter != ' ' || !endsWithBlank(line))
        .limit(letters)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean endsWithBlank(StringBuilder line) {
    return line.length() == 0 || line.charAt(line.length() - 1) == ' ';
  }

  private static boolean isSpace(int letter) {
    return Character.isSpaceChar(letter);
  }

  /** By ranges that no edition of Unicode changes: the JDK's tables may be older than the text. */
  private static boolean isReadable(int letter) {
    int type = Character.getType(letter);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && !isNoncharacter(letter)
        && !turnsDirection(letter);
  }

  private static boolean isNoncharacter(int letter) {
    return (letter >= 0xfdd0 && letter <= 0xfdef) || (letter & 0xfffe) == 0xfffe;
  }

  private static boolean turnsDirection(int letter) {
    return letter == 0x061c
        || letter == 0x200e
        || letter == 0x200f
        || (letter >= 0x202a && letter <= 0x202e)
        || (letter >= 0x2066 && letter <= 0x2069);
  }

  private static String cut(String text, int letters) {
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters));
  }
}
