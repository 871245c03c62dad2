package top.vetra.gateway.problem;

import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Ends a request, and not a job, with a problem. */
public final class RequestProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends it with this problem. */
  public RequestProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Ends it with this code, and a sentence saying what was seen and what was expected. */
  public static RequestProblem of(ProblemCode code, String detail) {
    return new RequestProblem(Problem.of(code, detail));
  }

  /** The caller's own mistake, with an HTTP status that says more than 400. */
  public static RequestProblem invalid(int status, String detail) {
    return new RequestProblem(Problem.of(ProblemCode.INVALID_REQUEST, detail).withStatus(status));
  }

  Problem problem() {
    return problem;
  }
}
