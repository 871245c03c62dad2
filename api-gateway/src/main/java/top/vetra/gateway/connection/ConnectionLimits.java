package top.vetra.gateway.connection;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.GatewaySettings.ConnectionSettings;
import top.vetra.gateway.admission.ClientAddresses;

/**
 * Bounds how many connections there are, in all and for each client address. Where there are too
 * many, the one that has been waiting for its request to become whole for the longest gives way, so
 * that whoever only holds connections does not keep out those who ask for something.
 */
@Component
final class ConnectionLimits {

  private final ClientAddresses addresses;
  private final ConnectionSettings limits;

  /** All there are, with the client that each counts for; none for our proxies. */
  private final Map<Channel, Optional<String>> open = new HashMap<>();

  private final Map<String, Integer> perClient = new HashMap<>();

  /** Those without a whole request, the longest first. */
  private final Map<Channel, Optional<String>> waiting = new LinkedHashMap<>();

  ConnectionLimits(ClientAddresses addresses, GatewaySettings settings) {
    this.addresses = addresses;
    this.limits = settings.connections();
  }

  /** Counts a new connection, which waits for its first request; false if there is no room. */
  boolean enter(Channel channel) {
    Optional<String> client = client(channel.remoteAddress());
    @Nullable Channel givesWay;
    synchronized (this) {
      boolean fullForClient =
          client.map(name -> perClient.getOrDefault(name, 0) >= limits.perAddress()).orElse(false);
      boolean full = fullForClient || open.size() >= limits.total();
      givesWay = full ? longest(client, fullForClient) : null;
      if (full && givesWay == null) {
        return false;
      }
      forget(givesWay);
      open.put(channel, client);
      waiting.put(channel, client);
      client.ifPresent(name -> perClient.merge(name, 1, Integer::sum));
    }
    if (givesWay != null) {
      givesWay.close();
    }
    return true;
  }

  /** Notes that a connection has a whole request, which is being answered. */
  synchronized void isAsked(Channel channel) {
    waiting.remove(channel);
  }

  /** Notes that a connection has its answer, and waits for the next request. */
  synchronized void isAnswered(Channel channel) {
    Optional<String> client = open.get(channel);
    if (client != null) {
      waiting.put(channel, client);
    }
  }

  /** Counts a connection no more. */
  synchronized void leave(Channel channel) {
    forget(channel);
  }

  private @Nullable Channel longest(Optional<String> client, boolean ofClient) {
    return waiting.entrySet().stream()
        .filter(entry -> !ofClient || entry.getValue().equals(client))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private void forget(@Nullable Channel channel) {
    waiting.remove(channel);
    Optional<String> client = open.remove(channel);
    if (client != null) {
      client.ifPresent(
          name -> perClient.computeIfPresent(name, (n, count) -> count == 1 ? null : count - 1));
    }
  }

  private Optional<String> client(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress address && address.getAddress() != null
        ? addresses.unlessProxy(address.getAddress())
        : Optional.empty();
  }
}
