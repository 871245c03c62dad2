package top.vetra.resolver.x.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.netty.transport.ProxyProvider;
import top.vetra.pipeline.settings.SettingException;

/**
 * A proxy that all calls to X go through.
 *
 * @param type HTTP or SOCKS 5; either looks names up itself
 * @param user null where it does not ask who is there
 */
record Proxy(
    ProxyProvider.Proxy type,
    String host,
    int port,
    @Nullable String user,
    @Nullable String password) {

  private static final int HTTP_PORT = 8080;
  private static final int SOCKS_PORT = 1080;

  /**
   * Reads {@code http://user:password@host:port} or {@code socks5://…}.
   *
   * @throws SettingException if it is none of them; the sentence does not repeat it
   */
  static Proxy of(String address) {
    try {
      URI uri = new URI(address.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http");
      boolean known = http || scheme.equals("socks5") || scheme.equals("socks5h");
      if (!known || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
        throw refused();
      }
      String[] login = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
      return new Proxy(
          http ? ProxyProvider.Proxy.HTTP : ProxyProvider.Proxy.SOCKS5,
          uri.getHost(),
          uri.getPort() > 0 ? uri.getPort() : http ? HTTP_PORT : SOCKS_PORT,
          login.length == 0 ? null : login[0],
          login.length < 2 ? null : login[1]);
    } catch (URISyntaxException malformed) {
      throw refused();
    }
  }

  private static SettingException refused() {
    return new SettingException(
        "VETRA_X_PROXY is no proxy's address (expected: http://host:port or socks5://host:port,"
            + " with user:password@ before the host where it asks for them).");
  }

  void configure(ProxyProvider.TypeSpec spec) {
    ProxyProvider.Builder builder = spec.type(type).host(host).port(port);
    if (user != null) {
      builder.username(user).password(name -> password == null ? "" : password);
    }
  }

  /** Keeps the login out of logs. */
  @Override
  public String toString() {
    return type + " " + host + ":" + port;
  }
}
