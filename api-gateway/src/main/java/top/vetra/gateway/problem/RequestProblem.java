package top.vetra.gateway.problem;

import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Ends a request with a problem whose status is not the usual one of its code. */
public final class RequestProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends it with this problem. */
  public RequestProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The caller's own mistake, with an HTTP status that says more than 400. */
  public static RequestProblem invalid(int status, String detail) {
    return new RequestProblem(Problem.of(ProblemCode.INVALID_REQUEST, detail).withStatus(status));
  }

  Problem problem() {
    return problem;
  }
}
