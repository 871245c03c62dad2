package top.vetra.gateway.job;

import java.time.Duration;
import java.time.Instant;
import top.vetra.model.job.JobStatus;

/**
 * How long a conversion may be silent.
 *
 * @param unstarted after this a conversion that nobody has begun on is put on the queue again
 * @param silent after this, counted from the last sign of life or from the time that was named for
 *     going on, a conversion counts as lost
 */
public record Patience(Duration unstarted, Duration silent) {

  /** When to look whether all is well with it, if nothing is heard until then. */
  public Instant nextLook(ConversionState state) {
    return state.status() == JobStatus.QUEUED ? state.updatedAt().plus(unstarted) : lostAt(state);
  }

  /** When it counts as lost, if nothing is heard until then. */
  public Instant lostAt(ConversionState state) {
    Instant waiting = state.waitingUntil();
    Instant from =
        waiting != null && waiting.isAfter(state.updatedAt()) ? waiting : state.updatedAt();
    return from.plus(silent);
  }
}
