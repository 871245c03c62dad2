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
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.TryLaterException;

/**
 * Sends requests: no redirect is followed, and every answer is bounded in time and size. An
 * endpoint of which most calls fail is left alone for a while, and so is an address where a
 * firewall turns us away.
 */
public final class Http {

  private static final Logger log = LoggerFactory.getLogger(Http.class);

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

  private final WebClient client;
  private final HttpSettings settings;
  private final CircuitBreakerRegistry breakers;
  private final BlockPauses pauses;
  private final CallBudget budget;
  private final Clock clock;

  /**
   * Connects through the configured proxy, else by the system's proxy settings, if there are any.
   *
   * @param budget of all that goes to X; shared by all that do
   */
  public Http(HttpSettings settings, CallBudget budget, Clock clock) {
    this(settings, budget, clock, UnaryOperator.identity());
  }

  /**
   * The same with another connection.
   *
   * @param connection changes how it is made
   */
  Http(
      HttpSettings settings, CallBudget budget, Clock clock, UnaryOperator<HttpClient> connection) {
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.client = client(settings, connection);
    this.pauses = new BlockPauses(settings.blockPause(), settings.longestBlockPause(), clock);
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

  private static WebClient client(HttpSettings settings, UnaryOperator<HttpClient> connection) {
    HttpClient netty =
        HttpClient.create()
            // As browsers do; without TLS it is HTTP/1.1 all the same.
            .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
            .doOnConnected(
                made -> made.addHandlerLast(TitleCaseHeaders.NAME, new TitleCaseHeaders()))
            .followRedirect(false)
            .disableRetry(true)
            .compress(true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(settings.connectTimeout().toMillis()))
            .responseTimeout(settings.responseTimeout());
    HttpClient proxied =
        settings.proxy().isBlank()
            ? netty.proxyWithSystemProperties()
            : netty.proxy(Proxy.of(settings.proxy())::configure);
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(connection.apply(proxied)))
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
    return Mono.defer(
        () ->
            pauses
                .at(uri)
                .<Mono<Answer>>map(Mono::error)
                .orElseGet(
                    () ->
                        budget
                            .turn()
                            .then(Mono.defer(() -> sendNow(endpoint, method, uri, headers)))));
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
        .map(answer -> let(uri, answer))
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
    HttpHeaders headers = response.headers().asHttpHeaders();
    if (status >= 500 && !BlockPage.mayBe(status, headers)) {
      return response.releaseBody().then(Mono.error(failing(endpoint, status)));
    }
    return response
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .map(body -> new Answer(endpoint, status, headers, body));
  }

  private static TransientException failing(Endpoint endpoint, int status) {
    return new TransientException(endpoint + " answered " + status);
  }

  /** Begins a pause where a firewall has answered in X's place, and ends it where X has. */
  private Answer let(URI uri, Answer answer) {
    if (BlockPage.is(answer)) {
      TryLaterException pause = pauses.begin(uri);
      Metrics.counter("vetra.upstream.blocked", "endpoint", answer.endpoint().name()).increment();
      log.warn(
          "{} of X turns this server away, status {}: nothing is asked there until {}; {}",
          answer.endpoint(),
          answer.status(),
          pause.at(),
          Excerpt.of(answer.text()));
      throw pause;
    }
    pauses.end(uri);
    if (answer.status() >= 500) {
      throw failing(answer.endpoint(), answer.status());
    }
    return answer;
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
