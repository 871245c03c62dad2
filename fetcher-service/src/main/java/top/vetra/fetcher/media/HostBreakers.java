package top.vetra.fetcher.media;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaException.Reason;

/**
 * Leaves a host alone for a while that fails again and again, whatever recording it is asked for.
 * One recording whose every segment fails among others that come well is no reason.
 */
final class HostBreakers {

  /** Of so many calls in a row nearly all have to fail. */
  private static final int CALLS = 100;

  private static final int FAILURE_PERCENT = 95;
  private static final int TRIAL_CALLS = 5;

  private final Duration pause;
  private final CircuitBreakerRegistry breakers;

  /**
   * One for each host, and port.
   *
   * @param pause how long a host is left alone
   */
  HostBreakers(Duration pause) {
    this.pause = pause;
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(CALLS)
                .failureRateThreshold(FAILURE_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                .waitDurationInOpenState(pause)
                .recordException(HostBreakers::isOfHost)
                .build());
  }

  private static boolean isOfHost(Throwable failure) {
    return failure instanceof MediaException media && media.reason() == Reason.UNAVAILABLE;
  }

  /** Makes a call of this address unless its host is left alone: then it is worth another try. */
  <T> Mono<T> guard(URI address, Mono<T> call) {
    return call.transformDeferred(
            CircuitBreakerOperator.of(breakers.circuitBreaker(address.getRawAuthority())))
        .onErrorMap(
            CallNotPermittedException.class,
            open ->
                new MediaException(
                    Reason.UNAVAILABLE, address.getHost() + " is left alone for a while", pause));
  }
}
