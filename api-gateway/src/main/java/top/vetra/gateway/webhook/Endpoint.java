package top.vetra.gateway.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Whom a webhook calls. {@link URI} knows no host with an underscore in it, as private networks
 * have them.
 *
 * @param https whether the call is encrypted
 * @param host in lower case
 * @param port 1 to 65535
 */
record Endpoint(boolean https, String host, int port) {

  private static final int MAX_URL_LENGTH = 2048;
  private static final int MAX_PORT = 65535;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private static final Pattern WITH_UNDERSCORE =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)(?::(\\d{1,5}))?");

  /**
   * Reads an address.
   *
   * @throws ProblemException {@code invalid-request}, saying which part of it is wrong
   */
  static Endpoint of(String url) {
    if (url.length() > MAX_URL_LENGTH) {
      throw wrong("too long", "at most 2048 characters");
    }
    URI uri = uri(url);
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!https && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw wrong(
          uri.getScheme() == null ? "no scheme" : "scheme " + uri.getScheme(), "https://host/path");
    }
    if (uri.getUserInfo() != null) {
      throw wrong("a user or password before the host", "none; sign with webhook.secret");
    }
    return uri.getHost() == null
        ? withUnderscore(uri, https)
        : new Endpoint(https, lower(uri.getHost()), port(uri.getPort(), https));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw wrong(
          e.getIndex() < 0
              ? "not an address"
              : "not an address from character " + (e.getIndex() + 1) + " on",
          "https://host/path");
    }
  }

  private static Endpoint withUnderscore(URI uri, boolean https) {
    String authority = uri.getRawAuthority();
    Matcher parts = WITH_UNDERSCORE.matcher(authority == null ? "" : authority);
    if (!parts.matches()) {
      throw wrong(
          authority == null ? "no host" : "host " + authority + " cannot be read",
          "https://host/path");
    }
    String port = parts.group(2);
    return new Endpoint(
        https, lower(parts.group(1)), port(port == null ? -1 : Integer.parseInt(port), https));
  }

  private static int port(int port, boolean https) {
    if (port == 0 || port > MAX_PORT) {
      throw wrong("port " + port, "1 to 65535");
    }
    return port != -1 ? port : https ? HTTPS_PORT : HTTP_PORT;
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private static ProblemException wrong(String found, String expected) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST, "webhook.url: " + found + " (expected: " + expected + ")");
  }

  /** An address here, of which nothing can be read as another host. */
  String address(URI uri) {
    String query = uri.getRawQuery();
    return (https ? "https://" : "http://")
        + this
        + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
        + (query == null ? "" : "?" + query);
  }

  /** As operators name it. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
