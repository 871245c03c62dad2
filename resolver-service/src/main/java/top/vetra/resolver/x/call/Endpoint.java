package top.vetra.resolver.x.call;

/** The calls that X is asked. Each has a circuit breaker of its own. */
public enum Endpoint {
  GUEST_TOKEN,
  POST,
  SYNDICATED_POST,
  SPACE,
  BROADCAST,
  STREAM,
  WEB_CLIENT,
  SHORT_LINK,
  IMAGE
}
