package top.vetra.model.problem;

/** Ends a request or a conversion with a named problem; trying again would not help. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends it with the code's usual advice. */
  public ProblemException(ProblemCode code) {
    this(Problem.of(code));
  }

  /** Ends it with a sentence of its own, for a person to read. */
  public ProblemException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  private ProblemException(Problem problem) {
    super(problem.code().code() + ": " + problem.detail());
    this.problem = problem;
  }

  /** What to tell the caller. */
  public Problem problem() {
    return problem;
  }
}
