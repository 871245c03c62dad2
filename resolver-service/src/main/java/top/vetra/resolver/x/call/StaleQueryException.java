package top.vetra.resolver.x.call;

import top.vetra.model.problem.ProblemException;

/** X does not know the query id of a call: its web client has moved on to another. */
final class StaleQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemException otherwise;

  StaleQueryException(ProblemException otherwise) {
    super(otherwise.getMessage());
    this.otherwise = otherwise;
  }

  /** What the job ends with if no other id is known. */
  ProblemException otherwise() {
    return otherwise;
  }
}
