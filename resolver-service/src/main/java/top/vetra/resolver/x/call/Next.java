package top.vetra.resolver.x.call;

import top.vetra.model.problem.ProblemCode;
import top.vetra.resolver.resolve.TryLaterException;

/** What to do after a call that has not given what was asked for. */
public enum Next {
  /** The same once more, in a moment. */
  ASK_AGAIN,

  /** Ask in another way: at another address, under another id, as somebody else. */
  OTHER_ROUTE,

  /** Put the task off. */
  WAIT,

  /** It is final. */
  STOP;

  /** What the failure of a call asks for. */
  public static Next after(Throwable failure) {
    if (failure instanceof TransientException) {
      return ASK_AGAIN;
    }
    if (failure instanceof NoAnswerException) {
      return OTHER_ROUTE;
    }
    if (failure instanceof TryLaterException later) {
      // Who is kept out at one address may be let in at another.
      return later.reason() == ProblemCode.UPSTREAM_BLOCKED ? OTHER_ROUTE : WAIT;
    }
    return STOP;
  }
}
