package top.vetra.fetcher.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.queue.Looks;

/** The recording is not there yet, or not whole; it is worth looking again later. */
final class NotYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Instant until;
  private final @Nullable Instant givingUpAt;
  private final transient Looks looks;

  /**
   * @param until when to look again
   * @param givingUpAt when to look for the last time; null where a second look is all there is
   * @param looks what was seen, this time included
   */
  NotYetException(Instant until, @Nullable Instant givingUpAt, Looks looks) {
    super("recording: not ready (expected: by " + givingUpAt + ")");
    this.until = until;
    this.givingUpAt = givingUpAt;
    this.looks = looks;
  }

  Instant until() {
    return until;
  }

  @Nullable Instant givingUpAt() {
    return givingUpAt;
  }

  Looks looks() {
    return looks;
  }
}
