package top.vetra.gateway.admission;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts requests, the same for all gateways. */
public interface RateLimits {

  /**
   * Takes one request out of a client's quota.
   *
   * @param client whose
   * @param policy which of its quotas
   */
  Mono<Standing> take(String client, Policy policy);

  /**
   * A quota. A client that has been silent may use all of it at once; it comes back evenly over the
   * window.
   *
   * @param name as callers see it
   * @param quota requests in a window; 0 is no limit
   * @param window how long it takes to come back as a whole
   */
  record Policy(String name, int quota, Duration window) {}

  /**
   * Where a client stands.
   *
   * @param admitted whether the request was within the quota
   * @param remaining requests that are left at this moment
   * @param reset until the quota is whole again
   * @param retryAfter until the next request is admitted; zero if one would be now
   */
  record Standing(boolean admitted, long remaining, Duration reset, Duration retryAfter) {}
}
