package top.vetra.resolver.x.call;

import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** A call failed in a way that may pass within seconds. */
public final class TransientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException atLast;

  /** A failure that the answer itself tells of. */
  public TransientException(String message) {
    this(message, (Throwable) null);
  }

  TransientException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.atLast = new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
  }

  /**
   * An answer that may be better next time, and is good enough if it is not.
   *
   * @param atLast what it means then
   */
  TransientException(String message, RuntimeException atLast) {
    super(message);
    this.atLast = atLast;
  }

  /** What it comes to if it does not pass. */
  RuntimeException atLast() {
    return atLast;
  }
}
