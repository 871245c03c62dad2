package top.vetra.gateway.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
 * an IETF draft). Where the common counts cannot be had, this gateway counts by itself: a limit
 * protects the service, must not be what takes it down, and must not end when it is needed most.
 */
@Component
final class Throttle {

  private static final Logger log = LoggerFactory.getLogger(Throttle.class);

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** A count is taken within a millisecond; later than this something is wrong. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Counts that cannot be had are asked for again after this, by one request. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RateLimits limits;
  private final RateLimits own = new LocalRateLimits(System::nanoTime);
  private final GatewaySettings settings;
  private final AtomicBoolean counting = new AtomicBoolean(true);
  private final AtomicLong askedAgainAt = new AtomicLong();

  Throttle(RateLimits limits, GatewaySettings settings) {
    this.limits = limits;
    this.settings = settings;
  }

  /** Completes if the client may go on; an error if it has to wait. */
  Mono<Void> admit(ServerWebExchange exchange, Caller caller) {
    Policy policy = policy(exchange.getRequest(), caller);
    if (policy.quota() <= 0) {
      return Mono.empty();
    }
    return take(caller.id(), policy).flatMap(standing -> tell(exchange, policy, standing));
  }

  private Mono<Standing> take(String client, Policy policy) {
    if (!isToBeAsked()) {
      return own.take(client, policy);
    }
    return limits
        .take(client, policy)
        .timeout(PATIENCE)
        .doOnNext(standing -> noteCounting(true))
        .onErrorResume(
            failure -> {
              noteCounting(false);
              return own.take(client, policy);
            });
  }

  /** Whoever is slow, or down, is not asked by everybody. */
  private boolean isToBeAsked() {
    if (counting.get()) {
      return true;
    }
    long due = askedAgainAt.get();
    long now = System.nanoTime();
    return now - due >= 0 && askedAgainAt.compareAndSet(due, now + PAUSE.toNanos());
  }

  /** Making a job costs far more than asking for one. */
  private Policy policy(ServerHttpRequest request, Caller caller) {
    var quotas = settings.rateLimit();
    return HttpMethod.POST.equals(request.getMethod())
        ? new Policy("jobs", quota(quotas.jobs(), caller), WINDOW)
        : new Policy("requests", quota(quotas.requests(), caller), WINDOW);
  }

  private int quota(int ofAnAddress, Caller caller) {
    return settings.open() && caller.hasKey()
        ? (int) Math.min(Integer.MAX_VALUE, (long) ofAnAddress * settings.rateLimit().keyFactor())
        : ofAnAddress;
  }

  private void noteCounting(boolean now) {
    if (!now) {
      askedAgainAt.set(System.nanoTime() + PAUSE.toNanos());
    }
    if (counting.compareAndSet(!now, now)) {
      log.warn(
          now
              ? "requests are counted by all gateways together again"
              : "requests are counted by this gateway alone: Redis does not count in time");
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
