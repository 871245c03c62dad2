package top.vetra.gateway.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The time in which conversions could have been worked on, as far as this gateway has seen it:
 * while it ran, the machine was awake, the clock went steadily, and everything that work needs
 * answered. What counts as silence is this alone.
 */
final class WorkingTime {

  /** The clock may be set right by so much between two ticks. */
  private static final Duration STEADY = Duration.ofSeconds(1);

  private final Duration longestTick;
  private final Duration memory;
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private Duration total = Duration.ZERO;
  private @Nullable Tick last;

  /**
   * None at first.
   *
   * @param longestTick from one tick to the next; what takes longer did not go on all the time
   * @param memory nobody asks for more than this much of it
   */
  WorkingTime(Duration longestTick, Duration memory) {
    this.longestTick = longestTick;
    this.memory = memory;
  }

  private record Tick(Instant at, long nanos) {}

  private record Stretch(Instant from, Instant to) {

    Duration since(Instant start) {
      Instant later = start.isAfter(from) ? start : from;
      return later.isAfter(to) ? Duration.ZERO : Duration.between(later, to);
    }
  }

  /**
   * Counts the time since the last tick, if all was well then as it is now.
   *
   * @param now by the clock, which others use too, and which may leap
   * @param nanos by {@link System#nanoTime}, which stands still while the machine sleeps
   * @param well whether all that work needs answers
   */
  synchronized void tick(Instant now, long nanos, boolean well) {
    Tick before = last;
    last = well ? new Tick(now, nanos) : null;
    if (well && before != null && isSteady(before, now, nanos)) {
      add(new Stretch(before.at, now));
    }
  }

  private boolean isSteady(Tick before, Instant now, long nanos) {
    Duration passed = Duration.ofNanos(nanos - before.nanos);
    Duration byClock = Duration.between(before.at, now);
    return passed.compareTo(longestTick) <= 0
        && !byClock.isNegative()
        && byClock.minus(passed).abs().compareTo(STEADY) <= 0;
  }

  private void add(Stretch stretch) {
    stretches.add(stretch);
    total = total.plus(stretch.since(Instant.MIN));
    while (total.minus(stretches.getFirst().since(Instant.MIN)).compareTo(memory) >= 0) {
      total = total.minus(stretches.removeFirst().since(Instant.MIN));
    }
  }

  /** How much of the time since then it was; no more than is remembered. */
  synchronized Duration since(Instant start) {
    return stretches.stream()
        .map(stretch -> stretch.since(start))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
