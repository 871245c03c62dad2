package top.vetra.resolver.resolve;

import java.time.Duration;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Which Spaces can be converted. */
final class Admission {

  private final Duration maxDuration;

  /**
   * @param maxDuration the longest Space that is accepted
   */
  Admission(Duration maxDuration) {
    this.maxDuration = maxDuration;
  }

  /**
   * Lets a finished, recorded Space of acceptable length pass.
   *
   * <p>The replay flag is final even for a Space that has just ended: clients send it when they
   * create the Space, and the host may change it later. It says what the host wants, not how far
   * X's processing has come, so there is nothing to wait for.
   *
   * @throws ProblemException saying why it cannot be converted
   */
  void check(FoundSpace found) {
    switch (found.state()) {
      case NOT_STARTED -> throw new ProblemException(ProblemCode.SPACE_NOT_STARTED);
      case RUNNING -> throw new ProblemException(ProblemCode.SPACE_LIVE);
      case CANCELED -> throw new ProblemException(ProblemCode.SPACE_CANCELED);
      case UNKNOWN -> throw new ProblemException(ProblemCode.UPSTREAM_CHANGED);
      case OVER -> checkRecording(found);
    }
  }

  private void checkRecording(FoundSpace found) {
    if (!found.replay()) {
      throw new ProblemException(ProblemCode.SPACE_NOT_RECORDED);
    }
    Double seconds = found.space().durationSeconds();
    if (seconds != null && seconds > maxDuration.toSeconds()) {
      throw new ProblemException(ProblemCode.TOO_LONG);
    }
  }
}
