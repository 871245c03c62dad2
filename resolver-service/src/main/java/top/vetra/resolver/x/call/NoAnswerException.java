package top.vetra.resolver.x.call;

import java.util.Set;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** This way of asking does not give what was asked for; another one may. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final ProblemException otherwise;
  private final transient Set<String> missingFeatures;
  private final boolean blank;

  /** Why there is no answer; what tells most of the matter itself comes first. */
  public enum Reason {
    /** X says that guests may not have it. */
    RESTRICTED,

    /** X gives guests no token, and so nothing at all. */
    GUESTS_REFUSED,

    /** X does not take the token. */
    REFUSED,

    /** The host does not answer, or with failures of its own, however often it is asked. */
    UNAVAILABLE,

    /** There is an answer, but not of a known shape. */
    NOT_UNDERSTOOD,

    /** X answers with nothing: it is not there, or hidden from whoever asks. */
    EMPTY,

    /** X does not know the query's id, or not with what is sent. */
    STALE,

    /** X does not take the operator's cookies. */
    SESSION_REFUSED;

    /** Whether any other way to ask as a guest would end in the same. */
    public boolean holdsForAllGuests() {
      return this == RESTRICTED || this == GUESTS_REFUSED;
    }

    /** Whether somebody who is logged in may be answered. */
    boolean leavesHopeForSession() {
      return holdsForAllGuests() || this == REFUSED;
    }
  }

  /**
   * No answer, for a reason.
   *
   * @param otherwise what the job ends with if no other way helps
   */
  public NoAnswerException(Reason reason, ProblemException otherwise) {
    this(reason, otherwise, Set.of(), false);
  }

  private NoAnswerException(
      Reason reason, ProblemException otherwise, Set<String> missingFeatures, boolean blank) {
    super(reason + ", " + otherwise.getMessage());
    this.reason = reason;
    this.otherwise = otherwise;
    this.missingFeatures = Set.copyOf(missingFeatures);
    this.blank = blank;
  }

  /**
   * X does not know the query, or not with what is sent.
   *
   * @param missingFeatures features that X asks for by name
   * @param blank whether there was not even a body, which may pass
   */
  static NoAnswerException stale(
      ProblemException otherwise, Set<String> missingFeatures, boolean blank) {
    return new NoAnswerException(Reason.STALE, otherwise, missingFeatures, blank);
  }

  /** X lets those in only who are logged in, or some of them. */
  public static NoAnswerException restricted(String detail) {
    return new NoAnswerException(
        Reason.RESTRICTED, new ProblemException(ProblemCode.SPACE_RESTRICTED, detail));
  }

  static NoAnswerException refused(Reason reason) {
    return new NoAnswerException(reason, new ProblemException(ProblemCode.UPSTREAM_BLOCKED));
  }

  public Reason reason() {
    return reason;
  }

  /** What the job ends with if no other way helps. */
  public ProblemException otherwise() {
    return otherwise;
  }

  public Set<String> missingFeatures() {
    return missingFeatures;
  }

  public boolean isBlank() {
    return blank;
  }
}
