package top.vetra.gateway.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Between which times chunks have become ready. The first chunk is short, and ready soon after the
 * start: it marks the time from which on the others are counted.
 *
 * @param first when the first one was
 * @param last when the latest one was
 */
record Pace(Instant first, Instant last) {

  private static final double MILLIS = 1000;

  /** With one more that was ready at this time, in whatever order they are told of. */
  static Pace with(@Nullable Pace pace, Instant at) {
    return pace == null
        ? new Pace(at, at)
        : new Pace(
            at.isBefore(pace.first) ? at : pace.first, at.isAfter(pace.last) ? at : pace.last);
  }

  /**
   * Seconds until all of it is ready, at the pace so far. The next chunk is taken to be as far as
   * the pace says; where it is late, the pace is taken to have slowed down.
   *
   * @param since what became ready after the first chunk, up to the latest
   * @param left what is not ready
   * @param next what becomes ready next
   * @param now the time
   */
  double secondsFor(double since, double left, double next, Instant now) {
    double spent = seconds(first, last) / since;
    double waited = Math.max(0, seconds(last, now));
    if (waited <= spent * next) {
      return spent * left - waited;
    }
    double slower = seconds(first, now) / (since + next);
    return slower * Math.max(0, left - next);
  }

  private static double seconds(Instant from, Instant to) {
    return (to.toEpochMilli() - from.toEpochMilli()) / MILLIS;
  }
}
