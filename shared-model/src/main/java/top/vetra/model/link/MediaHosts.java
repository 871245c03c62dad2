package top.vetra.model.link;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only hosts that playlists and segments may be read from. Addresses of media come out of X's
 * answers and out of playlists, so that whoever can shape those could otherwise make a service
 * request anything that it can reach.
 */
public final class MediaHosts {

  private static final Pattern ENTRY =
      Pattern.compile(
          "(\\*\\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
              + "|\\[[0-9a-f:.]+\\])(?::(\\d{1,5}))?");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final List<Entry> entries;

  private MediaHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a list such as {@code *.video.pscp.tv,localhost:8090}.
   *
   * @param commaList of {@code *.domain} (every host below the domain, not the domain itself, by
   *     https on its default port), {@code host} (by https on its default port) and {@code
   *     host:port} (this port, by http or https, loopback addresses included)
   * @throws IllegalArgumentException if an entry is none of these, or there is none
   */
  public static MediaHosts parse(String commaList) {
    List<Entry> entries = new ArrayList<>();
    for (String text : commaList.split(",", -1)) {
      if (!text.isBlank()) {
        entries.add(Entry.of(text.strip().toLowerCase(Locale.ROOT)));
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("allowed hosts: none (expected: at least one)");
    }
    return new MediaHosts(entries);
  }

  /** Whether it may be requested. Relative addresses and those with user info never may. */
  public boolean allows(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null || host == null || address.getRawUserInfo() != null) {
      return false;
    }
    boolean secure = scheme.equalsIgnoreCase("https");
    if (!secure && !scheme.equalsIgnoreCase("http")) {
      return false;
    }
    int port = address.getPort() == -1 ? (secure ? HTTPS_PORT : HTTP_PORT) : address.getPort();
    String lowered = host.toLowerCase(Locale.ROOT);
    return entries.stream().anyMatch(entry -> entry.allows(lowered, port, secure));
  }

  @Override
  public String toString() {
    return "MediaHosts" + entries;
  }

  private record Entry(boolean below, String host, @Nullable Integer port) {

    static Entry of(String text) {
      Matcher matcher = ENTRY.matcher(text);
      if (!matcher.matches()) {
        throw refused(text);
      }
      boolean below = matcher.group(1) != null;
      Integer port = matcher.group(3) == null ? null : Integer.valueOf(matcher.group(3));
      if (below && (port != null || !matcher.group(2).contains("."))) {
        throw refused(text);
      }
      if (port != null && (port < 1 || port > 65_535)) {
        throw refused(text);
      }
      return new Entry(below, matcher.group(2), port);
    }

    boolean allows(String asked, int askedPort, boolean secure) {
      if (below) {
        return secure && askedPort == HTTPS_PORT && asked.endsWith("." + host);
      }
      boolean samePort = port == null ? secure && askedPort == HTTPS_PORT : askedPort == port;
      return samePort && asked.equals(host);
    }

    private static IllegalArgumentException refused(String text) {
      return new IllegalArgumentException(
          "allowed host: " + text + " (expected: *.domain.tld, host or host:port)");
    }
  }
}
