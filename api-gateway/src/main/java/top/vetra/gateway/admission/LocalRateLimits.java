package top.vetra.gateway.admission;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/**
 * Quotas of one gateway alone, in memory, by the generic cell rate algorithm: for each client and
 * policy a time at which the quota is whole again. Of very many clients, those heard last are
 * remembered.
 */
final class LocalRateLimits implements RateLimits {

  private static final int MOST_CLIENTS = 10_000;

  private final LongSupplier nanoTime;

  @SuppressWarnings("serial")
  private final Map<String, Long> whole =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  LocalRateLimits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Mono<Standing> take(String client, Policy policy) {
    return Mono.fromSupplier(() -> count(policy.name() + ' ' + client, policy));
  }

  private synchronized Standing count(String key, Policy policy) {
    long now = nanoTime.getAsLong();
    long window = policy.window().toNanos();
    long share = window / policy.quota();
    Long seen = whole.get(key);
    long until = seen == null || seen - now < 0 ? now : seen;
    long room = window - (until - now);
    boolean admitted = room >= share;
    if (admitted) {
      until += share;
      room -= share;
      whole.put(key, until);
    }
    return new Standing(
        admitted,
        room / share,
        Duration.ofNanos(until - now),
        Duration.ofNanos(Math.max(0, share - room)));
  }
}
