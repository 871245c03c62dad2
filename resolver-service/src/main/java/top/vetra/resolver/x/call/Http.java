package top.vetra.resolver.x.call;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Metrics;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.TryLaterException;

/**
 * Sends requests: no redirect is followed, and every answer is bounded in time and size. An
 * endpoint of which most calls fail is left alone for a while.
 */
public final class Http {

  private static final Logger log = LoggerFactory.getLogger(Http.class);

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

  private final WebClient client;
  private final HttpSettings settings;
  private final CircuitBreakerRegistry breakers;
  private final CallBudget budget;
  private final Clock clock;

  /**
   * Connects by the system's proxy settings, if there are any.
   *
   * @param budget of all that goes to X; shared by all that do
   */
  public Http(HttpSettings settings, CallBudget budget, Clock clock) {
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.client = client(settings);
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(40)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .permittedNumberOfCallsInHalfOpenState(3)
                .waitDurationInOpenState(settings.breakerPause())
                .recordExceptions(TransientException.class)
                .build());
  }

  private static WebClient client(HttpSettings settings) {
    HttpClient netty =
        HttpClient.create()
            .followRedirect(false)
            .disableRetry(true)
            .compress(true)
            .proxyWithSystemProperties()
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(settings.connectTimeout().toMillis()))
            .responseTimeout(settings.responseTimeout());
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(netty))
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(settings.maxBodyBytes()))
        .build();
  }

  /**
   * Sends one request, once.
   *
   * @param uri on a configured base
   * @param headers all that are sent beside those of the protocol
   */
  public Mono<Answer> send(
      Endpoint endpoint, HttpMethod method, URI uri, Map<String, String> headers) {
    return budget.turn().then(Mono.defer(() -> sendNow(endpoint, method, uri, headers)));
  }

  private Mono<Answer> sendNow(
      Endpoint endpoint, HttpMethod method, URI uri, Map<String, String> headers) {
    CircuitBreaker breaker = breakers.circuitBreaker(endpoint.name());
    return client
        .method(method)
        .uri(uri)
        .headers(sent -> headers.forEach(sent::set))
        .exchangeToMono(
            response -> {
              count(endpoint, String.valueOf(response.statusCode().value()));
              return answer(endpoint, response);
            })
        .timeout(settings.connectTimeout().plus(settings.responseTimeout()))
        .onErrorMap(failure -> named(endpoint, failure))
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            CallNotPermittedException.class,
            open ->
                new TryLaterException(
                    ProblemCode.UPSTREAM_UNAVAILABLE,
                    clock.instant().plus(settings.breakerPause())));
  }

  /** Activations of guest tokens, and how X answers: {@code vetra.upstream.calls}. */
  private static void count(Endpoint endpoint, String status) {
    Metrics.counter("vetra.upstream.calls", "endpoint", endpoint.name(), "status", status)
        .increment();
  }

  private static Mono<Answer> answer(Endpoint endpoint, ClientResponse response) {
    int status = response.statusCode().value();
    if (status >= 500) {
      return response
          .releaseBody()
          .then(Mono.error(new TransientException(endpoint + " answered " + status)));
    }
    return response
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .map(body -> new Answer(endpoint, status, response.headers().asHttpHeaders(), body));
  }

  private static Throwable named(Endpoint endpoint, Throwable failure) {
    Throwable cause = Exceptions.unwrap(failure);
    if (isTooLarge(cause)) {
      log.error("{} answered with more than is read: {}", endpoint, cause.getMessage());
      return new ProblemException(ProblemCode.UPSTREAM_CHANGED);
    }
    if (cause instanceof TimeoutException
        || cause instanceof WebClientException
        || cause instanceof java.io.IOException) {
      count(endpoint, "none");
      return new TransientException(endpoint + " does not answer: " + cause, cause);
    }
    return failure;
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof DataBufferLimitException
        || failure.getCause() instanceof DataBufferLimitException;
  }

  /**
   * Repeats a call that fails in passing; at last it is what the failure says, mostly {@code
   * upstream-unavailable}.
   */
  public <T> Mono<T> retrying(Mono<T> call) {
    return call.retryWhen(
            Retry.backoff(settings.tries() - 1L, settings.backoff())
                .maxBackoff(MAX_BACKOFF)
                .jitter(0.5)
                .filter(TransientException.class::isInstance)
                .onRetryExhaustedThrow((spec, last) -> last.failure()))
        .onErrorMap(
            TransientException.class,
            last -> {
              log.warn("no better after {} tries: {}", settings.tries(), last.getMessage());
              return last.atLast();
            });
  }
}
