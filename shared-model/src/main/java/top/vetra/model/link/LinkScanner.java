package top.vetra.model.link;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds X's links in a text, in the order in which they stand there, whatever stands around them:
 * in a sentence, in brackets, in the parameter of a redirect. A link ends where it is complete, so
 * what is glued to its end does not matter. Its host must begin where no longer name could hold it:
 * {@code notx.com} and {@code me@x.com} are not X's.
 */
final class LinkScanner {

  private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE;

  private static final Pattern LINK =
      Pattern.compile("(?<scheme>https?://)?" + XHosts.ANY + "\\.?", IGNORE_CASE);

  /** A link within another one's parameter: redirects wrap each other, a few deep. */
  private static final Pattern ENCODED =
      Pattern.compile("https?%(?<again>(?:25){0,4})3A(?:%\\k<again>2F){2}", IGNORE_CASE);

  private static final Pattern CANDIDATE =
      Pattern.compile(LINK.pattern() + "|" + ENCODED.pattern(), IGNORE_CASE);

  /** No link of X's that matters is longer; encoded, each character may take nine. */
  private static final int LONGEST_ENCODED = 2048;

  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})(?=[/?#])");
  private static final Pattern CONTINUES_HOST = Pattern.compile("[\\p{L}\\p{N}_.:@%\\\\-]");

  private final String text;
  private final List<Reading> found = new ArrayList<>();

  private LinkScanner(String text) {
    this.text = text;
  }

  /** All that are found, with those that lead to something else than a Space. */
  static List<Reading> scan(String text) {
    LinkScanner scanner = new LinkScanner(text);
    Matcher candidate = CANDIDATE.matcher(text);
    while (candidate.find()) {
      if (candidate.group("again") == null) {
        scanner.plain(candidate);
      } else {
        scanner.encoded(candidate.start(), 1 + candidate.group("again").length() / 2);
      }
    }
    return scanner.found;
  }

  private void plain(Matcher link) {
    boolean hasScheme = link.group("scheme") != null;
    if (!hasScheme && continuesName(link.start())) {
      return;
    }
    int end = link.end();
    Matcher port = PORT.matcher(text).region(end, text.length());
    if (port.lookingAt()) {
      if (!isDefault(port.group(1), link.group("scheme"))) {
        found.add(Reading.Refused.ADDRESS);
        return;
      }
      end = port.end();
    } else if (end < text.length() && continuesHost(end)) {
      return;
    }
    String rest = text.substring(end);
    found.add(link.group("short") == null ? XPath.read(rest) : XPath.readShort(rest));
  }

  /** Whether what stands before makes the name another one's. */
  private boolean continuesName(int start) {
    if (start == 0) {
      return false;
    }
    int before = text.codePointBefore(start);
    return Character.isLetterOrDigit(before) || ".-@/".indexOf(before) >= 0;
  }

  private boolean continuesHost(int end) {
    int next = text.codePointAt(end);
    return CONTINUES_HOST.matcher(Character.toString(next)).matches();
  }

  private static boolean isDefault(String port, String scheme) {
    return port.equals(scheme != null && scheme.equalsIgnoreCase("http://") ? "80" : "443");
  }

  private void encoded(int start, int times) {
    String decoded =
        text.substring(start, Math.min(text.length(), start + LONGEST_ENCODED))
            .split("[\\s\"'<>]", 2)[0];
    for (int i = 0; i < times; i++) {
      decoded = PercentEncoding.decode(decoded);
    }
    LinkScanner inner = new LinkScanner(decoded);
    Matcher link = LINK.matcher(decoded);
    if (link.lookingAt()) {
      inner.plain(link);
      found.addAll(inner.found);
    }
  }
}
