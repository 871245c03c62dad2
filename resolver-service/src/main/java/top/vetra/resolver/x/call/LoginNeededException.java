package top.vetra.resolver.x.call;

import top.vetra.model.problem.ProblemException;

/** A guest may not see it; an account might. */
public final class LoginNeededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemException otherwise;

  /** The answer says that guests may not see it. */
  public LoginNeededException(ProblemException otherwise) {
    super(otherwise.getMessage());
    this.otherwise = otherwise;
  }

  /** What the job ends with if there is no account to ask with. */
  ProblemException otherwise() {
    return otherwise;
  }
}
