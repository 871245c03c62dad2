package top.vetra.gateway.web;

/** There is no job of this id, or no longer. */
final class UnknownJobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownJobException() {
    super("no such job", null, false, false);
  }
}
