package top.vetra.gateway.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.admission.RateLimits.Policy;
import top.vetra.gateway.admission.RateLimits.Standing;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.problem.ProblemCode;

/**
 * Holds clients to their quotas, and tells them where they stand (RateLimit header fields for HTTP,
 * an IETF draft). Where the counts cannot be had, everybody is let in: a limit protects the
 * service, and must not be what takes it down.
 */
@Component
final class Throttle {

  private static final Logger log = LoggerFactory.getLogger(Throttle.class);

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** A count is taken within a millisecond; later than this something is wrong. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final RateLimits limits;
  private final Policy jobs;
  private final Policy requests;
  private final AtomicBoolean counting = new AtomicBoolean(true);

  Throttle(RateLimits limits, GatewaySettings settings) {
    this.limits = limits;
    this.jobs = new Policy("jobs", settings.rateLimit().jobs(), WINDOW);
    this.requests = new Policy("requests", settings.rateLimit().requests(), WINDOW);
  }

  /** Completes if the client may go on; an error if it has to wait. */
  Mono<Void> admit(ServerWebExchange exchange, String client) {
    Policy policy = policy(exchange.getRequest());
    if (policy.quota() <= 0) {
      return Mono.empty();
    }
    return limits
        .take(client, policy)
        .timeout(PATIENCE)
        .doOnNext(standing -> noteCounting(true))
        .onErrorResume(
            failure -> {
              noteCounting(false);
              return Mono.empty();
            })
        .flatMap(standing -> tell(exchange, policy, standing));
  }

  /** Making a job costs far more than asking for one. */
  private Policy policy(ServerHttpRequest request) {
    return HttpMethod.POST.equals(request.getMethod()) ? jobs : requests;
  }

  private void noteCounting(boolean now) {
    if (counting.compareAndSet(!now, now)) {
      log.warn(now ? "requests are counted again" : "requests are not counted: all are let in");
    }
  }

  private static Mono<Void> tell(ServerWebExchange exchange, Policy policy, Standing standing) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    String name = '"' + policy.name() + '"';
    headers.set(
        "RateLimit-Policy", name + ";q=" + policy.quota() + ";w=" + policy.window().toSeconds());
    headers.set(
        "RateLimit", name + ";r=" + standing.remaining() + ";t=" + seconds(standing.reset()));
    if (standing.admitted()) {
      return Mono.empty();
    }
    long wait = Math.max(1, seconds(standing.retryAfter()));
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    return Mono.error(
        RequestProblem.of(
            ProblemCode.RATE_LIMITED,
            "More than "
                + policy.quota()
                + " "
                + policy.name()
                + " were asked for within "
                + policy.window().toSeconds()
                + " seconds (expected: at most that many). Try again in "
                + wait
                + (wait == 1 ? " second." : " seconds.")));
  }

  /** Rounded up, so that nobody comes back too early. */
  private static long seconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }
}
