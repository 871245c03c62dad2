package top.vetra.resolver.x.call;

/** As whom X is asked. */
public enum Caller {
  /** With a guest token, as anybody's browser. */
  GUEST,

  /** With the cookies of the operator's account, where there are any. */
  SESSION
}
