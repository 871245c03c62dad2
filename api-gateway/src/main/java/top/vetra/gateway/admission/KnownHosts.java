package top.vetra.gateway.admission;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;

/**
 * The hosts under which an open instance is known. A page of another site can have its own name
 * lead to this machine (DNS rebinding), and would then be let read everything here as its own; but
 * its requests still carry that name.
 */
@Component
final class KnownHosts {

  private static final Pattern HOST = Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]]+))(?::\\d*)?");

  private final @Nullable String publicHost;

  KnownHosts(GatewaySettings settings) {
    URI url = settings.publicUrl();
    this.publicHost = url == null ? null : host(url.getAuthority());
  }

  /** Whether the request is for this instance; one that names no host comes from no browser. */
  boolean include(ServerHttpRequest request) {
    List<String> hosts = request.getHeaders().getOrDefault(HttpHeaders.HOST, List.of());
    return hosts.stream().allMatch(host -> isKnown(host(host), request.getLocalAddress()));
  }

  private boolean isKnown(@Nullable String host, @Nullable InetSocketAddress local) {
    if (host == null) {
      return false;
    }
    if (host.equals("localhost") || host.equals(publicHost)) {
      return true;
    }
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address != null && isKnown(address, local == null ? null : local.getAddress());
  }

  /**
   * No name leads to what is an address already. Where addresses are translated on the way (ports
   * of containers), the instance cannot know its own; on the loopback interface it can.
   */
  private static boolean isKnown(InetAddress address, @Nullable InetAddress local) {
    return address.isLoopbackAddress()
        || (local != null && !local.isLoopbackAddress())
        || isOfThisMachine(address);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return !address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /** In lower case, without port and brackets; null for what is none. */
  private static @Nullable String host(String authority) {
    Matcher matcher = HOST.matcher(authority.strip());
    if (!matcher.matches()) {
      return null;
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return host.toLowerCase(Locale.ROOT);
  }
}
