package top.vetra.gateway.web;

import top.vetra.model.problem.Problem;

/** Ends a request with a problem whose status is not the usual one of its code. */
public final class RequestProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends it with this problem. */
  public RequestProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
