package top.vetra.gateway.job;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a conversion may be silent.
 *
 * @param unstarted after this it is driven on from what is stored of it, whatever it was about
 * @param silent after this, and after having been driven on in vain, it counts as lost
 */
public record Patience(Duration unstarted, Duration silent) {

  /** However short a time it takes to be lost, it is driven on so often before. */
  private static final int DRIVEN_ON = 4;

  /** How long it may be silent before it is driven on for the first time. */
  public Duration firstDrive() {
    Duration share = silent.dividedBy(DRIVEN_ON);
    return share.compareTo(unstarted) < 0 ? share : unstarted;
  }

  /** Its last sign of life, or the time that was named for going on if that is later. */
  public Instant silentFrom(ConversionState state) {
    Instant waiting = state.waitingUntil();
    return waiting != null && waiting.isAfter(state.updatedAt()) ? waiting : state.updatedAt();
  }

  /** When to look whether all is well with it, if nothing is heard until then. */
  public Instant nextLook(ConversionState state) {
    return silentFrom(state).plus(firstDrive());
  }
}
