package top.vetra.gateway.webhook;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Name servers in the hands of an attacker: any name leads to this machine, unless told. */
final class LyingNames extends AddressResolverGroup<InetSocketAddress> {

  private final Map<String, Queue<List<String>>> answers = new ConcurrentHashMap<>();

  /** The next answer about a name; the last one is given for ever. */
  void answer(String name, List<String> addresses) {
    answers.computeIfAbsent(name, unheard -> new ArrayDeque<>()).add(addresses);
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor).asAddressResolver();
  }

  private synchronized List<InetAddress> next(String name) throws UnknownHostException {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
    if (literal != null) {
      return List.of(InetAddress.getByAddress(literal));
    }
    Queue<List<String>> queue = answers.get(name);
    List<String> texts =
        queue == null ? List.of("127.0.0.1") : queue.size() > 1 ? queue.remove() : queue.element();
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(
          InetAddress.getByAddress(name, NetUtil.createByteArrayFromIpAddressString(text)));
    }
    return addresses;
  }

  private final class Resolver extends InetNameResolver {

    Resolver(EventExecutor executor) {
      super(executor);
    }

    @Override
    protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
      promise.setSuccess(next(name).get(0));
    }

    @Override
    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
      promise.setSuccess(next(name));
    }
  }
}
