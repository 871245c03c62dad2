package top.vetra.resolver.x.call;

/** The calls that X is asked. Each has a circuit breaker of its own. */
public enum Endpoint {
  GUEST_TOKEN,
  POST,
  SPACE,
  BROADCAST,
  STREAM,
  SHORT_LINK,
  IMAGE
}
