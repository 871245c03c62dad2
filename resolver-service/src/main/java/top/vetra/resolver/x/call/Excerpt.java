package top.vetra.resolver.x.call;

import java.util.regex.Pattern;

/** The beginning of an answer, fit for the log: one line, no secrets. */
public final class Excerpt {

  private static final int LENGTH = 500;

  /** More than is kept, so that a secret which the cut would split is still recognised. */
  private static final int READ = 4 * LENGTH;

  private static final Pattern SECRET =
      Pattern.compile("(?i)(\"(?:guest_token|chatToken|auth_token|ct0|token)\"\\s*:\\s*\")[^\"]*");

  /**
   * Tokens and cookies under whatever name: long words with digits, which names of features hardly
   * are, and hexadecimal ones.
   */
  private static final Pattern LONG_WORD =
      Pattern.compile(
          "(?<![\\w%=+.-])(?=[\\w%=+.-]*[0-9])([\\w%=+.-]{8})"
              + "(?:[\\w%=+.-]{32,}|[0-9a-fA-F]{24,})");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

  private Excerpt() {}

  /** At most 500 characters of it. */
  public static String of(String text) {
    String begin = text.substring(0, Math.min(text.length(), READ));
    String masked = SECRET.matcher(begin).replaceAll("$1***");
    masked = LONG_WORD.matcher(masked).replaceAll("$1***");
    masked = CONTROL.matcher(masked).replaceAll(" ");
    return masked.length() <= LENGTH ? masked : masked.substring(0, LENGTH);
  }
}
