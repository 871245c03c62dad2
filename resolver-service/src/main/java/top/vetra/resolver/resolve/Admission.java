package top.vetra.resolver.resolve;

import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Which Spaces can be converted. */
final class Admission {

  private Admission() {}

  /**
   * Lets a finished, recorded Space pass. How long its recording is only the playlist tells: a
   * Space that timed out may be one of a minute, and of half a day by the clock.
   *
   * <p>The replay flag is final even for a Space that has just ended: clients send it when they
   * create the Space, and the host may change it later. It says what the host wants, not how far
   * X's processing has come, so there is nothing to wait for.
   *
   * @throws ProblemException saying why it cannot be converted
   */
  static void check(FoundSpace found) {
    switch (found.state()) {
      case NOT_STARTED -> throw new ProblemException(ProblemCode.SPACE_NOT_STARTED);
      case RUNNING -> throw new ProblemException(ProblemCode.SPACE_LIVE);
      case CANCELED -> throw new ProblemException(ProblemCode.SPACE_CANCELED);
      case UNKNOWN -> throw new ProblemException(ProblemCode.UPSTREAM_CHANGED);
      case OVER -> checkRecording(found);
    }
  }

  private static void checkRecording(FoundSpace found) {
    if (!found.replay()) {
      throw new ProblemException(ProblemCode.SPACE_NOT_RECORDED);
    }
  }
}
