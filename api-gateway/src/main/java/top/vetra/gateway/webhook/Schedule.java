package top.vetra.gateway.webhook;

import java.time.Duration;
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

  /** A pause is longer by up to this share, so that not all come back at the same time. */
  private static final double JITTER = 0.1;

  private Schedule() {}

  /**
   * The pause after a failed try; null after the last one.
   *
   * @param attempt which try failed, from 1
   * @param random from 0 to below 1
   */
  static @Nullable Duration pauseAfter(int attempt, double random) {
    if (attempt > PAUSES.size()) {
      return null;
    }
    Duration pause = PAUSES.get(Math.max(1, attempt) - 1);
    return pause.plusMillis((long) (pause.toMillis() * JITTER * random));
  }
}
