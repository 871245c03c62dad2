package top.vetra.resolver.x.call;

/** A call failed in a way that may pass within seconds. */
public final class TransientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure that the answer itself tells of. */
  public TransientException(String message) {
    super(message);
  }

  TransientException(String message, Throwable cause) {
    super(message, cause);
  }
}
