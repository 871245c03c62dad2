package top.vetra.fetcher.plan;

import java.time.Instant;

/** The recording is not there yet, or not whole; it is worth looking again later. */
final class NotYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Instant until;

  NotYetException(Instant until) {
    super("recording: not ready (expected: by " + until + ")");
    this.until = until;
  }

  Instant until() {
    return until;
  }
}
