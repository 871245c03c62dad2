package top.vetra.transcoder.assemble;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Makes a line of readable text of whatever somebody typed. */
final class OneLine {

  private OneLine() {}

  /**
   * The text in composed form, without control, formatting and unpaired characters, with single
   * blanks, cut to so many letters; empty for null.
   *
   * <p>Formatting characters include those that turn the direction of writing, with which a name
   * can show another ending than it has. Joiners stay: scripts and emoji need them.
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

  private static boolean isReadable(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          false;
      case Character.FORMAT -> letter == 0x200c || letter == 0x200d;
      default -> true;
    };
  }

  private static String cut(String text, int letters) {
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters));
  }
}
