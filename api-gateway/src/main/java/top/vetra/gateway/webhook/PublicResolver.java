package top.vetra.gateway.webhook;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/**
 * Finds the addresses that a client connects to, and refuses them all unless each is one of the
 * public internet. It is the client's only source of addresses, and what it has checked is what is
 * connected to: a name that resolves differently the second time gains nothing, nor does an answer
 * with a private address among public ones. Addresses written as such pass through it as well.
 */
final class PublicResolver extends AddressResolverGroup<InetSocketAddress> {

  private static final Duration QUERY_PATIENCE = Duration.ofSeconds(4);

  private final AddressResolverGroup<InetSocketAddress> names;

  /** Checks what this one finds. */
  PublicResolver(AddressResolverGroup<InetSocketAddress> names) {
    this.names = names;
  }

  /** Asks the machine's name servers, and blocks no thread: they may be anybody's, and slow. */
  static PublicResolver ofTheMachine() {
    return new PublicResolver(
        NameResolverProvider.builder()
            .queryTimeout(QUERY_PATIENCE)
            // Both families are looked at, before one of them is connected to.
            .completeOncePreferredResolved(false)
            .build()
            .newNameResolverGroup(HttpResources.get(), LoopResources.DEFAULT_NATIVE));
  }

  /** Completes if a connection would be made; fails with what the connection would fail with. */
  Mono<Void> check(String host, int port) {
    return Mono.create(
        sink -> {
          EventExecutor loop = HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next();
          getResolver(loop)
              .resolveAll(InetSocketAddress.createUnresolved(host, port))
              .addListener(
                  (FutureListener<List<InetSocketAddress>>)
                      found -> {
                        if (found.isSuccess()) {
                          sink.success();
                        } else {
                          sink.error(found.cause());
                        }
                      });
        });
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Checked(executor, names.getResolver(executor));
  }

  @Override
  public void close() {
    names.close();
    super.close();
  }

  /** The address is not one of the public internet. */
  static final class PrivateAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    PrivateAddressException() {
      super("webhook address: not public (expected: an address of the public internet)");
    }
  }

  private static final class Checked extends AbstractAddressResolver<InetSocketAddress> {

    private final AddressResolver<InetSocketAddress> names;

    Checked(EventExecutor executor, AddressResolver<InetSocketAddress> names) {
      super(executor, InetSocketAddress.class);
      this.names = names;
    }

    /** Never: what is resolved, a client connects to without asking. */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
      find(address, promise, found -> found.get(0));
    }

    @Override
    protected void doResolveAll(
        InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
      find(address, promise, found -> found);
    }

    private <T> void find(
        InetSocketAddress address,
        Promise<T> promise,
        Function<List<InetSocketAddress>, T> wanted) {
      Future<List<InetSocketAddress>> finding =
          address.isUnresolved()
              ? names.resolveAll(address)
              : executor().newSucceededFuture(List.of(address));
      finding.addListener(
          (FutureListener<List<InetSocketAddress>>)
              done -> {
                if (!done.isSuccess()) {
                  promise.tryFailure(done.cause());
                } else if (done.getNow().stream().allMatch(Checked::isPublic)) {
                  promise.trySuccess(wanted.apply(done.getNow()));
                } else {
                  promise.tryFailure(new PrivateAddressException());
                }
              });
    }

    private static boolean isPublic(InetSocketAddress address) {
      return !address.isUnresolved() && PublicAddresses.contain(address.getAddress().getAddress());
    }
  }
}
