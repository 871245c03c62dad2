package top.vetra.fetcher.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Looks;
import top.vetra.model.queue.PlanTask;

/**
 * One look at a recording: how it compares with the looks before, and when the next one is due.
 *
 * @param task what is planned
 * @param seen the playlist as it is now, with the time since when it has been so; null without one
 * @param now the time of the look
 * @param settings how long to wait
 */
record Looking(PlanTask task, Looks.@Nullable Seen seen, Instant now, PlanSettings settings) {

  /** Seconds to the next look; each is used until the time waited so far exceeds it. */
  private static final int[] STEPS = {5, 10, 20, 30, 60};

  /** What a host refused for good is looked at so often, each time at a fresh address. */
  private static final int LOOKS_AT_WHAT_IS_REFUSED = 3;

  /** Whether the playlist was another one the last time. */
  boolean hasChanged() {
    Looks before = task.looks();
    return before != null && before.seen() != null && !before.seen().equals(seen);
  }

  boolean isOutOfPatience() {
    return !now.isBefore(lastLook());
  }

  /** Whether the playlist has been as it is for so long that it will not grow any more. */
  boolean isSettled() {
    return seen != null && !now.isBefore(settledAt(seen));
  }

  private Instant settledAt(Looks.Seen seen) {
    return seen.unchangedSince().plus(settings.settledAfter());
  }

  private Instant lastLook() {
    return task.since().plus(settings.notReadyPatience());
  }

  /**
   * To be looked at again, in sight of everybody.
   *
   * @param otherwise what it ends with once patience is over
   */
  RuntimeException later(ProblemException otherwise) {
    if (isOutOfPatience()) {
      return otherwise;
    }
    Instant next = nextLook();
    return new NotYetException(next.isBefore(lastLook()) ? next : lastLook(), lastLook(), looks());
  }

  RuntimeException later() {
    return later(new ProblemException(ProblemCode.RECORDING_NOT_READY));
  }

  /** To be asked for a few times more, though there is little hope, before it ends like this. */
  RuntimeException again(ProblemException otherwise) {
    Looks looks = looks();
    return looks.times() < LOOKS_AT_WHAT_IS_REFUSED
        ? new NotYetException(nextLook(), null, looks)
        : otherwise;
  }

  private Instant nextLook() {
    long waited = Duration.between(task.since(), now).toSeconds();
    int step = 0;
    long sum = STEPS[0];
    while (step < STEPS.length - 1 && waited >= sum) {
      sum += STEPS[++step];
    }
    Instant next = now.plusSeconds(STEPS[step]);
    // As soon as it can be told whether it still grows.
    return seen != null && now.isBefore(settledAt(seen)) && settledAt(seen).isBefore(next)
        ? settledAt(seen)
        : next;
  }

  private Looks looks() {
    return Looks.after(task.looks(), task.since(), seen);
  }
}
