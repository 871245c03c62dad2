package top.vetra.model.problem;

/**
 * A problem object as of RFC 9457, with the contract's {@code code} beside it.
 *
 * @param type {@code https://vetra.top/problems/<code>}
 * @param title what happened, in a few words
 * @param status the HTTP status that goes with it
 * @param detail a sentence for a person, saying what to do next
 * @param code which problem it is
 */
public record Problem(String type, String title, int status, String detail, ProblemCode code) {

  private static final String TYPE_BASE = "https://vetra.top/problems/";

  /** The problem with its usual advice. */
  public static Problem of(ProblemCode code) {
    return of(code, code.advice());
  }

  /** The problem with a sentence of its own, for a person to read: never an exception's text. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(TYPE_BASE + code.code(), code.title(), code.status(), detail, code);
  }

  /** The same problem with another HTTP status, where the code alone does not tell it. */
  public Problem withStatus(int other) {
    return new Problem(type, title, other, detail, code);
  }
}
