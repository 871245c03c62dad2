package top.vetra.resolver.x.call;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import top.vetra.model.problem.ProblemCode;
import top.vetra.resolver.resolve.TryLaterException;

/**
 * How many calls a process makes to X, whoever they are for: X shuts out servers that ask too
 * often. A token bucket (generic cell rate algorithm) whose burst is a tenth of a minute's calls. A
 * call beyond the budget waits for its turn; one whose turn is far off is put off, so that it does
 * not hold up a worker.
 */
public final class CallBudget {

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final long BURST = WINDOW / 10;

  /** The longest wait for a turn; the calls of one task take a few of them. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private final LongSupplier ticker;
  private final long share;

  /** When the bucket is full again, by the ticker. */
  private long full;

  /**
   * A full bucket.
   *
   * @param callsPerMinute how many calls; 0 for no limit
   */
  public CallBudget(int callsPerMinute, Clock clock) {
    this(callsPerMinute, clock, System::nanoTime);
  }

  CallBudget(int callsPerMinute, Clock clock, LongSupplier ticker) {
    if (callsPerMinute < 0) {
      throw new IllegalArgumentException(
          "callsPerMinute: " + callsPerMinute + " (expected: >= 0, 0 for no limit)");
    }
    this.clock = clock;
    this.ticker = ticker;
    this.share = callsPerMinute == 0 ? 0 : WINDOW / callsPerMinute;
    this.full = ticker.getAsLong();
  }

  /** Completes when it is the turn of a call; a {@link TryLaterException} where that is far off. */
  Mono<Void> turn() {
    return Mono.defer(
        () -> {
          Duration wait = take();
          if (wait.isZero()) {
            return Mono.empty();
          }
          return wait.compareTo(PATIENCE) > 0
              ? Mono.error(
                  new TryLaterException(
                      ProblemCode.UPSTREAM_RATE_LIMITED, clock.instant().plus(wait)))
              : Mono.delay(wait).then();
        });
  }

  /** How long to wait. A call whose turn is far off takes nothing: it comes back and asks anew. */
  synchronized Duration take() {
    long now = ticker.getAsLong();
    long from = Math.max(full, now);
    // Even the smallest budget is good for one call.
    long wait = from == now ? 0 : Math.max(0, from + share - now - BURST);
    if (wait <= PATIENCE.toNanos()) {
      full = from + share;
    }
    return Duration.ofNanos(wait);
  }
}
