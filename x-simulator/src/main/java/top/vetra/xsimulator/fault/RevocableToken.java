package top.vetra.xsimulator.fault;

/** A guest token that a fault can take away. */
public interface RevocableToken {

  /** From now on it is answered with 403, "Bad guest token". */
  void revoke();

  /** From now on it is answered with 429, until its window ends. */
  void exhaust();
}
