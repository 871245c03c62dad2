package top.vetra.gateway.problem;

/** What a caller has sent, as it may be told back: short, on one line, printable ASCII alone. */
public final class Seen {

  private static final int LONGEST = 80;

  private Seen() {}

  /** The text, without the letters that could confuse a reader or a log, and cut where long. */
  public static String of(String text) {
    String plain = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return plain.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
