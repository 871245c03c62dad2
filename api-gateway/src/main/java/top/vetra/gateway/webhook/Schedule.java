package top.vetra.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a webhook that failed is tried again: ten tries over about three days. */
final class Schedule {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** The first, and one after each pause. */
  static final int TRIES = PAUSES.size() + 1;

  /** A pause is longer by up to this share, so that not all come back at the same time. */
  private static final double JITTER = 0.1;

  /** An endpoint may ask for a longer pause, up to this. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private Schedule() {}

  /** From the first try to the last at most, where an endpoint asks for the longest pauses. */
  static Duration longest() {
    return PAUSES.stream()
        .map(pause -> pause.plusMillis((long) (pause.toMillis() * JITTER)))
        .map(pause -> pause.compareTo(LONGEST) > 0 ? pause : LONGEST)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * When the next try is due; null after the last one.
   *
   * @param attempt which try failed, from 1
   * @param now when it did
   * @param notBefore when the endpoint wants to be called again at the earliest
   * @param random from 0 to below 1
   */
  static @Nullable Instant next(
      int attempt, Instant now, @Nullable Instant notBefore, double random) {
    if (attempt > PAUSES.size()) {
      return null;
    }
    Duration pause = PAUSES.get(attempt - 1);
    Instant due = now.plus(pause).plusMillis((long) (pause.toMillis() * JITTER * random));
    if (notBefore == null || notBefore.isBefore(due)) {
      return due;
    }
    Instant latest = now.plus(LONGEST);
    return notBefore.isBefore(latest) ? notBefore : latest.isBefore(due) ? due : latest;
  }
}
