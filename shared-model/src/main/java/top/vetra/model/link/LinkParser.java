package top.vetra.model.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Reads the links that people paste. It works on an allow-list: what is not a known form on a known
 * host is refused, and nothing is ever requested to find out.
 */
public final class LinkParser {

  /** No link that X hands out comes near this many characters. */
  private static final int MAX_LENGTH = 2048;

  private static final int MAX_WRAPPERS = 2;

  private static final Set<String> X_DOMAINS = Set.of("x.com", "twitter.com");
  private static final Set<String> X_PREFIXES = Set.of("www.", "m.", "mobile.");
  private static final String SHORT_HOST = "t.co";

  /** What chats and mails leave around a link: blanks, invisible marks, quotes, full stops. */
  private static final Pattern BEFORE = Pattern.compile("^[\\s\\p{Z}\\p{Cf}<(\\[\"'“‘]+");

  private static final Pattern AFTER = Pattern.compile("[\\s\\p{Z}\\p{Cf}>)\\]\"'”’.,;:!…]+$");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /** Such as {@code mailto:}; a dot or digits would make it a host and its port. */
  private static final Pattern OPAQUE = Pattern.compile("[A-Za-z][A-Za-z0-9+-]*:[^/0-9].*");

  private static final Pattern SPACE_ID = Pattern.compile("[0-9A-Za-z]{13}");
  private static final Pattern POST_ID = Pattern.compile("[0-9]{1,19}");
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9A-Za-z]{1,32}");

  private static final Pattern SPACE_PATH = Pattern.compile("(?i:/i/spaces)/([^/]*)(?i:/peek)?/?");

  /** A post, also seen in its photos, its quotes and the like. */
  private static final Pattern POST_PATH =
      Pattern.compile(
          "(?:/[A-Za-z0-9_]{1,20}|(?i:/i/web))?/(?i:status|statuses)/([^/]*)"
              + "(?:/[A-Za-z_]{1,20}(?:/[0-9]{1,2})?)?/?");

  private static final Pattern SHORT_PATH = Pattern.compile("/([^/]*)/?");
  private static final Pattern UNSAFE_PATH = Pattern.compile("(?i:/safety/unsafe_link_warning)/?");
  private static final Pattern UNSAFE_TARGET = Pattern.compile("(?:.*&)?unsafe_link=([^&#]*).*");

  private LinkParser() {}

  /**
   * What the text points at.
   *
   * @param text as pasted: a link with or without scheme, or a bare Space id
   * @throws ProblemException {@code invalid-link} if it cannot be read as a link or its id is
   *     malformed, {@code unsupported-link} if it leads to something that is not a Space
   */
  public static SpaceLink parse(String text) {
    return parse(text, 0);
  }

  private static SpaceLink parse(String pasted, int wrappers) {
    if (pasted.length() > MAX_LENGTH) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    String text = AFTER.matcher(BEFORE.matcher(pasted).replaceFirst("")).replaceFirst("");
    if (SPACE_ID.matcher(text).matches()) {
      return new SpaceLink.Space(text);
    }
    if (text.isEmpty() || CONTROL.matcher(text).find()) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    // Query and fragment are noise, which need not even be well formed.
    int noise = firstOf(text, '?', '#');
    URI uri = uri(text.substring(0, noise));
    String host = host(uri);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (host.equals(SHORT_HOST)) {
      return new SpaceLink.Shortened(valid(SHORT_CODE, first(SHORT_PATH, path)));
    }
    if (!isX(host)) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    if (UNSAFE_PATH.matcher(path).matches() && wrappers < MAX_WRAPPERS) {
      return parse(unsafeTarget(text.substring(noise)), wrappers + 1);
    }
    return onX(path);
  }

  private static SpaceLink onX(String path) {
    Matcher space = SPACE_PATH.matcher(path);
    if (space.matches()) {
      return new SpaceLink.Space(valid(SPACE_ID, space.group(1)));
    }
    return new SpaceLink.Post(valid(POST_ID, first(POST_PATH, path)));
  }

  private static int firstOf(String text, char one, char other) {
    int end = text.length();
    int a = text.indexOf(one);
    int b = text.indexOf(other);
    return Math.min(a < 0 ? end : a, b < 0 ? end : b);
  }

  private static URI uri(String text) {
    boolean hasScheme = SCHEME.matcher(text).matches();
    try {
      URI uri = new URI(hasScheme ? text : "https://" + text);
      if (OPAQUE.matcher(text).matches()) {
        throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
      }
      boolean named = uri.getRawAuthority() != null && uri.getRawAuthority().contains(".");
      if (!hasScheme && !named) {
        throw new ProblemException(ProblemCode.INVALID_LINK);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
  }

  /** The host in lower case, after refusing what a link of X never has: user names and ports. */
  private static String host(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (uri.getRawAuthority() == null) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    boolean plain =
        uri.getRawUserInfo() == null
            && (uri.getPort() == -1 || uri.getPort() == (scheme.equals("http") ? 80 : 443));
    // Names with other than ASCII letters are no host to java.net.URI, and none of X's.
    if (host == null || !plain || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static boolean isX(String host) {
    return X_DOMAINS.contains(host)
        || X_PREFIXES.stream()
            .anyMatch(
                prefix ->
                    host.startsWith(prefix) && X_DOMAINS.contains(host.substring(prefix.length())));
  }

  /** The target of the page with which X warns of links that it does not trust. */
  private static String unsafeTarget(String noise) {
    Matcher target = UNSAFE_TARGET.matcher(noise.startsWith("?") ? noise.substring(1) : "");
    if (!target.matches()) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    try {
      return URLDecoder.decode(target.group(1), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
  }

  private static String first(Pattern pattern, String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    return matcher.group(1);
  }

  private static String valid(Pattern pattern, String id) {
    if (!pattern.matcher(id).matches()) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    return id;
  }
}
