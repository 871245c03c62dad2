package top.vetra.pipeline.stage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long to leave alone what does not answer: as long as it has been like that, so seconds at
 * first and then a minute.
 */
final class Outage {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Trouble that comes so long after the last is another one. */
  private static final Duration FORGOTTEN = LONGEST.multipliedBy(3);

  private final Clock clock;
  private @Nullable Instant since;
  private Instant latest = Instant.MIN;

  Outage(Clock clock) {
    this.clock = clock;
  }

  /** Everything answers. */
  synchronized void end() {
    since = null;
  }

  /** Something does not answer; when to try again. */
  synchronized Instant next() {
    Instant now = clock.instant();
    if (since == null || latest.isBefore(now.minus(FORGOTTEN))) {
      since = now;
    }
    latest = now;
    Duration lasting = Duration.between(since, now);
    if (lasting.compareTo(SHORTEST) < 0) {
      return now.plus(SHORTEST);
    }
    return now.plus(lasting.compareTo(LONGEST) > 0 ? LONGEST : lasting);
  }
}
