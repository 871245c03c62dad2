package top.vetra.fetcher.plan;

import java.time.Instant;

/** The recording is not there yet, or not whole; it is worth looking again later. */
final class NotYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Instant until;
  private final Instant givingUpAt;

  /**
   * @param until when to look again
   * @param givingUpAt when to look for the last time
   */
  NotYetException(Instant until, Instant givingUpAt) {
    super("recording: not ready (expected: by " + givingUpAt + ")");
    this.until = until;
    this.givingUpAt = givingUpAt;
  }

  Instant until() {
    return until;
  }

  Instant givingUpAt() {
    return givingUpAt;
  }
}
