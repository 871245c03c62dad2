package top.vetra.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Ends a request, and not a job, with a problem. */
public final class RequestProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient @Nullable Duration retryAfter;

  /** Ends it with this problem. */
  public RequestProblem(Problem problem) {
    this(problem, null);
  }

  private RequestProblem(Problem problem, @Nullable Duration retryAfter) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Ends it with this code, and a sentence saying what was seen and what was expected. */
  public static RequestProblem of(ProblemCode code, String detail) {
    return new RequestProblem(Problem.of(code, detail));
  }

  /**
   * New work that cannot be taken on now: {@code overloaded}, with a sentence saying what there is
   * too much or too little of.
   *
   * @param retryAfter when there may be room again; told in whole seconds, at least one
   */
  public static RequestProblem overloaded(String detail, Duration retryAfter) {
    return new RequestProblem(Problem.of(ProblemCode.OVERLOADED, detail), retryAfter);
  }

  /** The caller's own mistake, with an HTTP status that says more than 400. */
  public static RequestProblem invalid(int status, String detail) {
    return new RequestProblem(Problem.of(ProblemCode.INVALID_REQUEST, detail).withStatus(status));
  }

  Problem problem() {
    return problem;
  }

  /** When to ask again; null if that is not known. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
