package top.vetra.gateway.admission;

import org.springframework.web.server.ServerWebExchange;

/**
 * Whose request it is: the holder of an API key, else a client address. Quotas, idempotency keys
 * and open streams belong to it.
 *
 * @param id {@code key:} and a name for the key that does not give it away, or {@code address:} and
 *     the address, of which an IPv6 network counts as one
 * @param hasKey whether a valid API key was sent
 */
public record Caller(String id, boolean hasKey) {

  private static final String ATTRIBUTE = Caller.class.getName();

  /**
   * Whose request this is, as admission has found.
   *
   * @throws IllegalStateException if the request has not passed admission
   */
  public static Caller of(ServerWebExchange exchange) {
    Caller caller = exchange.getAttribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("caller: unknown (expected: a request that was admitted)");
    }
    return caller;
  }

  void attach(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }
}
