package top.vetra.gateway.job;

/** Another writer was faster; what was read is out of date. */
final class Overtaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Overtaken() {
    super("a record was changed meanwhile", null, false, false);
  }
}
