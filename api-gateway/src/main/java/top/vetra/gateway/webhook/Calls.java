package top.vetra.gateway.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings.WebhookSettings;

/**
 * The calls that are under way: so many in all, so many of them to one target, and so many to it
 * within a minute. One that is slow to answer leaves room for all others, and nobody is flooded.
 */
final class Calls implements AutoCloseable {

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();

  /** Targets whose quota is whole again are forgotten when there are more. */
  private static final int MOST_TARGETS = 10_000;

  private final int most;
  private final int mostPerTarget;
  private final long share;
  private final LongSupplier ticker;
  private final Disposable.Composite running = Disposables.composite();
  private final Map<String, Integer> perTarget = new HashMap<>();

  /** When the quota of each target is whole again, by the ticker. */
  private final Map<String, Long> whole = new HashMap<>();

  private int all;

  Calls(WebhookSettings settings) {
    this(settings, System::nanoTime);
  }

  Calls(WebhookSettings settings, LongSupplier ticker) {
    this.most = settings.concurrency();
    this.mostPerTarget = settings.concurrencyPerHost();
    this.share = WINDOW / settings.callsPerMinutePerHost();
    this.ticker = ticker;
  }

  /** Makes room for a call; false if there is none. */
  synchronized boolean enter(String target) {
    int here = perTarget.getOrDefault(target, 0);
    if (all >= most || here >= mostPerTarget || !take(target)) {
      return false;
    }
    perTarget.put(target, here + 1);
    all++;
    return true;
  }

  /** Takes a call out of a target's quota, by the generic cell rate algorithm. */
  private boolean take(String target) {
    long now = ticker.getAsLong();
    long from = Math.max(now, whole.getOrDefault(target, now));
    if (from + share - now > WINDOW) {
      return false;
    }
    if (whole.size() >= MOST_TARGETS) {
      whole.values().removeIf(past -> past <= now);
    }
    whole.put(target, from + share);
    return true;
  }

  /** Gives the room of a call back. */
  synchronized void leave(String target) {
    perTarget.computeIfPresent(target, (key, here) -> here == 1 ? null : here - 1);
    all--;
  }

  /** Makes a call in the room that was made for it, and returns at once. */
  void start(String target, Mono<Void> call) {
    Disposable.Swap self = Disposables.swap();
    running.add(self);
    self.update(
        call.doFinally(
                end -> {
                  leave(target);
                  running.remove(self);
                })
            .subscribe());
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    running.dispose();
  }
}
