package top.vetra.resolver.x.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The guest token that all tasks of this process share. However many of them find it gone, one asks
 * for the next and all get it.
 */
final class GuestTokens {

  private final Mono<String> activation;
  private final Duration maxAge;
  private final Clock clock;
  private final AtomicReference<@Nullable Lease> current = new AtomicReference<>();

  /**
   * @param activation asks X for a token, once for each subscription
   * @param maxAge how long one is used
   */
  GuestTokens(Mono<String> activation, Duration maxAge, Clock clock) {
    this.activation = activation;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** The token in use, or a new one. */
  Mono<String> token() {
    return Mono.defer(
        () -> {
          Lease lease = current.get();
          if (lease != null && lease.isGood()) {
            return lease.token;
          }
          Lease next = new Lease();
          return current.compareAndSet(lease, next) ? next.token : token();
        });
  }

  /** Stops the use of a token; false if others have done so before. */
  boolean drop(String token) {
    Lease lease = current.get();
    return lease != null && lease.holds(token) && current.compareAndSet(lease, null);
  }

  private final class Lease {

    private final Mono<String> token =
        Mono.defer(() -> activation)
            .switchIfEmpty(Mono.error(() -> new IllegalStateException("no token and no error")))
            .doOnNext(this::received)
            .doOnError(failure -> current.compareAndSet(this, null))
            .cache();

    private volatile @Nullable Received received;

    private void received(String value) {
      received = new Received(value, clock.instant().plus(maxAge));
    }

    /** Still on its way, or young enough. */
    boolean isGood() {
      Received now = received;
      return now == null || clock.instant().isBefore(now.until);
    }

    boolean holds(String value) {
      Received now = received;
      return now != null && now.value.equals(value);
    }
  }

  private record Received(String value, Instant until) {}
}
