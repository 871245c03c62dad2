package top.vetra.gateway.admission;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;

/**
 * Whose request it is. What a proxy says of the client ({@code Forwarded}, {@code X-Forwarded-For})
 * is believed of the configured proxies alone, and read from its end: what stands before the last
 * address that is no proxy of ours may be made up.
 */
@Component
public final class ClientAddresses {

  private static final String UNKNOWN = "unknown";

  /** {@code for=192.0.2.60}, {@code For="[2001:db8::1]:4711"}. */
  private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]+)\"?");

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?");

  private final List<IpSubnetFilterRule> proxies;

  ClientAddresses(GatewaySettings settings) {
    this.proxies = settings.trustedProxies().stream().map(ClientAddresses::network).toList();
  }

  /** The client, as one that quotas are counted for: an IPv6 network counts as one client. */
  String of(ServerHttpRequest request) {
    InetSocketAddress remote = request.getRemoteAddress();
    @Nullable InetAddress address = remote == null ? null : remote.getAddress();
    if (address == null) {
      return UNKNOWN;
    }
    List<String> hops = hops(request.getHeaders());
    for (int i = hops.size() - 1; i >= 0 && isProxy(address); i--) {
      InetAddress hop = address(hops.get(i));
      if (hop == null) {
        break;
      }
      address = hop;
    }
    return name(address);
  }

  /** The client at the other end of a connection; none for a proxy of ours, which has many. */
  public Optional<String> unlessProxy(InetAddress remote) {
    return isProxy(remote) ? Optional.empty() : Optional.of(name(remote));
  }

  private boolean isProxy(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return proxies.stream().anyMatch(proxy -> proxy.matches(socket));
  }

  private static List<String> hops(HttpHeaders headers) {
    List<String> forwarded = elements(headers, "Forwarded");
    return forwarded.isEmpty()
        ? elements(headers, "X-Forwarded-For")
        : forwarded.stream().map(ClientAddresses::forwardedFor).toList();
  }

  private static List<String> elements(HttpHeaders headers, String name) {
    List<String> elements = new ArrayList<>();
    for (String line : headers.getOrDefault(name, Collections.emptyList())) {
      elements.addAll(Arrays.asList(line.split(",")));
    }
    return elements;
  }

  private static String forwardedFor(String element) {
    Matcher matcher = FOR.matcher(element);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Never asks a name server: what is no address is no answer. */
  private static @Nullable InetAddress address(String hop) {
    String text = hop.strip();
    Matcher matcher = WITH_PORT.matcher(text);
    if (matcher.matches()) {
      text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
    return NetUtil.createInetAddressFromIpAddressString(text);
  }

  private static String name(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), 8);
      return NetUtil.bytesToIpAddress(Arrays.copyOf(network, 16)) + "/64";
    }
    return NetUtil.toAddressString(address);
  }

  private static IpSubnetFilterRule network(String cidr) {
    InetAddress single = NetUtil.createInetAddressFromIpAddressString(cidr);
    try {
      return single == null
          ? new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT)
          : new IpSubnetFilterRule(
              single, single.getAddress().length * Byte.SIZE, IpFilterRuleType.ACCEPT);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "trusted-proxies: " + cidr + " (expected: an address, or a network such as 10.0.0.0/8)",
          e);
    }
  }
}
