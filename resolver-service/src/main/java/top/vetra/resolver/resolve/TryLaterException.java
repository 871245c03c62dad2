package top.vetra.resolver.resolve;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Nothing can be done now, but it is worth trying again. */
public final class TryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode reason;
  private final transient Instant at;
  private final transient @Nullable Instant givingUpAt;

  /**
   * @param reason what is waited for, and what the job fails with if waiting does not help
   * @param at the earliest time at which it makes sense
   */
  public TryLaterException(ProblemCode reason, Instant at) {
    this(reason, at, null);
  }

  private TryLaterException(ProblemCode reason, Instant at, @Nullable Instant givingUpAt) {
    super(reason.code() + " until " + at);
    this.reason = reason;
    this.at = at;
    this.givingUpAt = givingUpAt;
  }

  /** A recording is not there yet, and is looked for until {@code last}. */
  static TryLaterException forRecording(Instant at, Instant last) {
    return new TryLaterException(ProblemCode.RECORDING_NOT_READY, at, last);
  }

  /** What is waited for. */
  public ProblemCode reason() {
    return reason;
  }

  /** What the person who waits is told. */
  Problem problem() {
    return Problem.of(reason, sentence());
  }

  private String sentence() {
    return switch (reason) {
      case UPSTREAM_RATE_LIMITED ->
          "Too many requests were made to X from here. We go on by ourselves as soon as X lets us.";
      case RECORDING_NOT_READY ->
          "X is still preparing the recording of this Space. We look again by ourselves.";
      case UPSTREAM_BLOCKED ->
          "X keeps requests from this server out at the moment. We try again by ourselves.";
      default -> "X does not answer at the moment. We try again by ourselves.";
    };
  }

  /** The earliest time at which it makes sense. */
  public Instant at() {
    return at;
  }

  /** When it is tried for the last time, if that is known. */
  @Nullable Instant givingUpAt() {
    return givingUpAt;
  }
}
