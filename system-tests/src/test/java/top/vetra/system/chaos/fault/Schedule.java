package top.vetra.system.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Faults without end; equal seeds and equal targets give equal faults. */
public final class Schedule {

  private static final int SHORTEST_PAUSE_MILLIS = 700;
  private static final int LONGEST_PAUSE_MILLIS = 5_000;
  private static final double AWAITED = 0.8;

  private final SplittableRandom random;
  private final List<? extends Target> targets;

  public Schedule(long seed, List<? extends Target> targets) {
    this.random = new SplittableRandom(seed);
    this.targets = List.copyOf(targets);
  }

  /** The next one. */
  public Fault next() {
    Duration pause = millis(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    Target target = targets.get(random.nextInt(targets.size()));
    Kind kind = target.kinds().get(random.nextInt(target.kinds().size()));
    return new Fault(
        pause, target, kind, millis(0, kind.longestMillis()), random.nextDouble() < AWAITED);
  }

  private Duration millis(int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most + 1));
  }
}
