package top.vetra.resolver.x.call;

import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import top.vetra.model.problem.ProblemCode;
import top.vetra.pipeline.http.RetryAfter;
import top.vetra.resolver.resolve.TryLaterException;

/** What the headers of X, and of proxies before it, say about rate limits. */
final class RateLimit {

  private static final String REMAINING = "x-rate-limit-remaining";

  /** A Unix second. */
  private static final String RESET = "x-rate-limit-reset";

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /** When X does not say: a fraction of its usual window of 15 minutes. */
  private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

  private RateLimit() {}

  /** Whether the token that was used is good for no further call. */
  static boolean isUsedUp(HttpHeaders headers) {
    return "0".equals(headers.getFirst(REMAINING));
  }

  /** Waits for the reset, or as long as the answer asks for; at least a second. */
  static TryLaterException exceeded(HttpHeaders headers, Instant now) {
    Instant soonest = now.plus(SHORTEST_WAIT);
    Instant reset = reset(headers, now);
    return new TryLaterException(
        ProblemCode.UPSTREAM_RATE_LIMITED, reset.isBefore(soonest) ? soonest : reset);
  }

  private static Instant reset(HttpHeaders headers, Instant now) {
    String reset = headers.getFirst(RESET);
    return reset != null && reset.matches("\\d{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(reset))
        : RetryAfter.in(headers.getFirst(HttpHeaders.RETRY_AFTER), now)
            .orElseGet(() -> now.plus(USUAL_WAIT));
  }
}
