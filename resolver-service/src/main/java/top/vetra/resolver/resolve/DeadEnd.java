package top.vetra.resolver.resolve;

import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * A short link that is no way to a Space. What can be seen of a link is judged when it is
 * submitted, by {@code unsupported-link}; what only following it brings out is that there is no
 * Space: {@code space-not-found}, with what to do about it.
 */
public final class DeadEnd {

  private DeadEnd() {}

  /**
   * The problem to end with.
   *
   * @param found a sentence saying what was found instead of a Space
   */
  public static ProblemException because(String found) {
    return new ProblemException(
        ProblemCode.SPACE_NOT_FOUND,
        found + " Open the Space on X, choose Share, then Copy link, and paste that.");
  }
}
