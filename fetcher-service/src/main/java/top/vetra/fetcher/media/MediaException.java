package top.vetra.fetcher.media;

/** Something could not be read from a media host, after all tries. */
public final class MediaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** The address, or one that it leads to, is none of those that may be requested: it was not. */
    FORBIDDEN,
    /** The host says that there is no such thing. */
    MISSING,
    /** The host asks to be left alone for a while. */
    RATE_LIMITED,
    /** It may not be read from where we are. */
    BLOCKED,
    /** An answer that nobody expects: a redirect to nowhere, a refusal. */
    UNEXPECTED,
    /** More bytes than anything of its kind has. */
    TOO_LARGE,
    /** No answer, half an answer, or the host's own failure. */
    UNAVAILABLE
  }

  private final Reason reason;

  public MediaException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  MediaException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
