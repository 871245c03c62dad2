package top.vetra.resolver.x.call;

/** X does not take the guest token that a call was made with; it may take a new one. */
final class TokenRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException otherwise;

  TokenRefusedException(RuntimeException otherwise) {
    super(otherwise.getMessage());
    this.otherwise = otherwise;
  }

  /** What it means if X does not take a new one either. */
  RuntimeException otherwise() {
    return otherwise;
  }
}
