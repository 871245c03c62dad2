package top.vetra.resolver.x.call;

import java.util.Set;
import top.vetra.model.problem.ProblemException;

/**
 * X does not know the query id of a call, or not with what is sent: its web client has moved on.
 */
final class StaleQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemException otherwise;
  private final transient Set<String> missingFeatures;
  private final boolean empty;

  /**
   * @param otherwise what the job ends with if no other id is known
   * @param missingFeatures features that X asks for by name
   * @param empty whether X answered with nothing at all, which may pass
   */
  StaleQueryException(ProblemException otherwise, Set<String> missingFeatures, boolean empty) {
    super(otherwise.getMessage());
    this.otherwise = otherwise;
    this.missingFeatures = Set.copyOf(missingFeatures);
    this.empty = empty;
  }

  ProblemException otherwise() {
    return otherwise;
  }

  Set<String> missingFeatures() {
    return missingFeatures;
  }

  boolean isEmpty() {
    return empty;
  }
}
