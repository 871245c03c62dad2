package top.vetra.model.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  private static final Pattern SPACE_ID = Pattern.compile("[0-9A-Za-z]{13}");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final Pattern SPACE_PATH = Pattern.compile("(?i:/i/spaces)/([^/]*)(?i:/peek)?/?");
  private static final Pattern POST_PATH =
      Pattern.compile(
          "(?:/[A-Za-z0-9_]{1,20}|(?i:/i/web))?/(?i:status|statuses)/([^/]*)(?:/(?:photo|video)/\\d)?/?");
  private static final Pattern POST_ID = Pattern.compile("\\d{1,19}");
  private static final Pattern SHORT_PATH = Pattern.compile("/([0-9A-Za-z]{1,32})/?");
  private static final Pattern UNSAFE_PATH = Pattern.compile("(?i:/safety/unsafe_link_warning)/?");
  private static final Pattern UNSAFE_TARGET = Pattern.compile("(?:.*&)?unsafe_link=([^&]*).*");

  private LinkParser() {}

  /**
   * What the text points at.
   *
   * @param text as pasted: a link with or without scheme, or a bare Space id
   * @throws ProblemException {@code invalid-link} if it cannot be read as a link, {@code
   *     unsupported-link} if it leads to something that is not a Space
   */
  public static SpaceLink parse(String text) {
    return parse(text.strip(), 0);
  }

  private static SpaceLink parse(String text, int wrappers) {
    if (SPACE_ID.matcher(text).matches()) {
      return new SpaceLink.Space(text);
    }
    URI uri = uri(text);
    String host = host(uri);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (host.equals("t.co")) {
      return new SpaceLink.Shortened(first(SHORT_PATH, path));
    }
    if (!isX(host)) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    if (UNSAFE_PATH.matcher(path).matches() && wrappers < MAX_WRAPPERS) {
      return parse(unsafeTarget(uri.getRawQuery()), wrappers + 1);
    }
    return onX(path);
  }

  private static SpaceLink onX(String path) {
    Matcher space = SPACE_PATH.matcher(path);
    if (space.matches()) {
      return new SpaceLink.Space(valid(SPACE_ID, space.group(1)));
    }
    Matcher post = POST_PATH.matcher(path);
    if (post.matches()) {
      return new SpaceLink.Post(valid(POST_ID, post.group(1)));
    }
    throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
  }

  private static URI uri(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    try {
      return new URI(SCHEME.matcher(text).matches() ? text : "https://" + text);
    } catch (URISyntaxException e) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
  }

  /** The host in lower case, after refusing what a link of X never has: user names and ports. */
  private static String host(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    boolean plain =
        uri.getUserInfo() == null
            && (uri.getPort() == -1 || uri.getPort() == (scheme.equals("http") ? 80 : 443));
    if (!plain || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    if (!host.contains(".")) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
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

  private static String unsafeTarget(@Nullable String query) {
    Matcher target = UNSAFE_TARGET.matcher(query == null ? "" : query);
    if (!target.matches()) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_LINK);
    }
    return URLDecoder.decode(target.group(1), StandardCharsets.UTF_8);
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
