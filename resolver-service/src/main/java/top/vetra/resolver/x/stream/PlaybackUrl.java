package top.vetra.resolver.x.stream;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Reads the addresses that X gives for a stream. */
final class PlaybackUrl {

  private static final int MAX_LENGTH = 4096;
  private static final Pattern WRAPPED = Pattern.compile("(?:.*&)?url=([^&]*).*");

  private PlaybackUrl() {}

  /**
   * The address to read, out of its wrapper.
   *
   * @throws ProblemException {@code geo-blocked} if X says so by the path
   */
  static Optional<URI> of(String text, MediaHosts hosts) {
    return uri(text).map(PlaybackUrl::unwrapped).filter(hosts::allows);
  }

  private static URI unwrapped(URI uri) {
    checkRegion(uri);
    String query = uri.getRawQuery();
    if (!path(uri).contains("/authorized_status/") || query == null) {
      return uri;
    }
    Matcher wrapped = WRAPPED.matcher(query);
    if (!wrapped.matches()) {
      return uri;
    }
    return decoded(wrapped.group(1)).flatMap(PlaybackUrl::uri).map(PlaybackUrl::inside).orElse(uri);
  }

  private static URI inside(URI uri) {
    checkRegion(uri);
    return uri;
  }

  private static void checkRegion(URI uri) {
    if (path(uri).contains("/geoblocked/")) {
      throw new ProblemException(ProblemCode.GEO_BLOCKED);
    }
  }

  private static String path(URI uri) {
    return uri.getRawPath() == null ? "" : uri.getRawPath();
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<URI> uri(String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
