package top.vetra.fetcher.media;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** When one request is tried again: after a pause that doubles, or when the host says. */
final class Patience {

  private final MediaSettings settings;
  private Duration left;

  Patience(MediaSettings settings) {
    this.settings = settings;
    this.left = settings.retryAfterPatience();
  }

  /** Tries again what may be worth it, as often as the settings allow. */
  Retry with(Predicate<Throwable> isWorthAnotherTry) {
    return Retry.from(
        signals ->
            signals.concatMap(
                signal ->
                    signal.totalRetries() + 1 < settings.tries()
                            && isWorthAnotherTry.test(signal.failure())
                        ? Mono.delay(pause(signal.failure(), signal.totalRetries()))
                        : Mono.error(signal.failure())));
  }

  /** The time until the next try, of which so many have been repeated already. */
  Duration pause(Throwable failure, long retries) {
    Duration usual = backoff(retries);
    Duration asked = failure instanceof MediaException media ? media.retryAfter() : Duration.ZERO;
    Duration granted = asked.compareTo(left) < 0 ? asked : left;
    if (granted.compareTo(usual) <= 0) {
      return usual;
    }
    left = left.minus(granted);
    return granted;
  }

  /** Give or take a half, so that requests that failed together do not come again together. */
  private Duration backoff(long retries) {
    double doubled = settings.firstBackoff().toMillis() * Math.pow(2, retries);
    double most = Math.min(doubled, settings.maxBackoff().toMillis());
    return Duration.ofMillis((long) (most * (0.5 + ThreadLocalRandom.current().nextDouble())));
  }
}
