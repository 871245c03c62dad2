package top.vetra.fetcher.playlist;

import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Names what is wrong with a playlist. */
public final class Unreadable {

  private Unreadable() {}

  /**
   * The conversion ends: X has changed something.
   *
   * @param sentence what is unlike anything known, for a person to read
   */
  public static ProblemException because(String sentence) {
    return new ProblemException(
        ProblemCode.UPSTREAM_CHANGED, sentence + " " + ProblemCode.UPSTREAM_CHANGED.advice());
  }
}
