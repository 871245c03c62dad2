package top.vetra.model.link;

import java.util.regex.Pattern;

/** Percent-encoding in links, as far as it matters there: that of ASCII. */
final class PercentEncoding {

  private static final Pattern ASCII = Pattern.compile("%([2-7][0-9A-Fa-f])");

  private PercentEncoding() {}

  /** Takes one layer off; what is no encoded character of ASCII stays as it is. */
  static String decode(String text) {
    return ASCII
        .matcher(text)
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(match.group(1), 16))));
  }
}
