package top.vetra.fetcher.media;

import java.time.Duration;

/** Something could not be read from a media host, after all tries. */
public final class MediaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** The address, or one that it leads to, is none of those that may be requested: it was not. */
    FORBIDDEN,
    /** The host says that there is no such thing. */
    MISSING,
    /** The host turns us away, though others may well be served. */
    REFUSED,
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
  private final Duration retryAfter;

  public MediaException(Reason reason, String message) {
    this(reason, message, Duration.ZERO);
  }

  MediaException(Reason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  MediaException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = Duration.ZERO;
  }

  public Reason reason() {
    return reason;
  }

  /** For how long the host asks to be left alone; zero if it does not say. */
  Duration retryAfter() {
    return retryAfter;
  }
}
