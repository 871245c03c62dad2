package top.vetra.fetcher.media;

import io.micrometer.core.instrument.Metrics;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.problem.ProblemException;

/**
 * Reads over HTTP: only from allowed hosts, whether an address is given or a redirect leads to it,
 * over connections that are kept and used again.
 */
public final class HttpMediaOrigin implements MediaOrigin, AutoCloseable {

  private static final String REFERER = "https://x.com/";

  /** A host that sends on more often than this goes in circles. */
  private static final int MOST_REDIRECTS = 3;

  /** How long a host that keeps failing is left alone. */
  private static final Duration BREAKER_PAUSE = Duration.ofSeconds(10);

  private final MediaHosts hosts;
  private final MediaSettings settings;
  private final ConnectionProvider connections;
  private final HttpClient client;
  private final HostBreakers breakers = new HostBreakers(BREAKER_PAUSE);

  public HttpMediaOrigin(MediaHosts hosts, MediaSettings settings) {
    this.hosts = hosts;
    this.settings = settings;
    this.connections =
        ConnectionProvider.builder("media")
            .maxConnections(settings.connectionsPerHost())
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(settings.responseTimeout())
            .maxIdleTime(settings.idleTimeout())
            .build();
    this.client =
        HttpClient.create(connections)
            // They are followed here, so that no hop leads where no address may.
            .followRedirect(false)
            // A playlist takes a tenth of the bytes so. Origins leave sound as it is, and what they
            // compress although nobody gains by it is read all the same.
            .compress(true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .responseTimeout(settings.stallTimeout())
            .headers(
                headers ->
                    headers
                        .set(HttpHeaderNames.REFERER, REFERER)
                        .set(HttpHeaderNames.USER_AGENT, settings.userAgent()));
  }

  @Override
  public <T> Mono<T> read(MediaRequest request, Supplier<? extends Body<T>> body) {
    return Mono.defer(
        () ->
            Mono.defer(() -> once(request, body.get()))
                .retryWhen(
                    new Patience(settings).with(failure -> isWorthAnotherTry(request, failure))));
  }

  private static boolean isWorthAnotherTry(MediaRequest request, Throwable failure) {
    return failure instanceof MediaException media
        && switch (media.reason()) {
          case UNAVAILABLE, RATE_LIMITED -> true;
          case MISSING, REFUSED, UNEXPECTED -> request.expected();
          case FORBIDDEN, BLOCKED, TOO_LARGE -> false;
        };
  }

  private <T> Mono<T> once(MediaRequest request, Body<T> body) {
    Mono<T> answer =
        ask(request, MOST_REDIRECTS, body)
            .timeout(settings.responseTimeout())
            .onErrorMap(failure -> named(request, failure));
    // What is no address of a host has none to be left alone.
    return hosts.allows(request.address()) ? breakers.guard(request.address(), answer) : answer;
  }

  private <T> Mono<T> ask(MediaRequest request, int redirects, Body<T> body) {
    if (!hosts.allows(request.address())) {
      return Mono.error(
          new MediaException(
              MediaException.Reason.FORBIDDEN,
              "address: on " + request.address().getHost() + " (expected: on " + hosts + ")"));
    }
    return client
        .headers(headers -> askFor(request, headers))
        .get()
        .uri(request.address())
        // What this function throws, rather than returns, would leave the connection with nobody.
        .response(
            (response, bytes) ->
                Mono.defer(() -> answered(request, redirects, response, bytes, body)))
        .single()
        // Only now is the connection free, which the next hop may need.
        .flatMap(result -> result);
  }

  /** What was read, or the way to it. */
  private <T> Mono<Mono<T>> answered(
      MediaRequest request,
      int redirects,
      HttpClientResponse response,
      ByteBufFlux bytes,
      Body<T> body) {
    int status = response.status().code();
    Metrics.counter("vetra.media.answers", "status", String.valueOf(status)).increment();
    URI target = MediaAnswer.redirect(request, status, response.responseHeaders());
    if (target != null && redirects > 0) {
      return Mono.just(ask(request.at(target), redirects - 1, body));
    }
    MediaAnswer.check(request, status, response.responseHeaders());
    return taken(request, response, bytes, body).map(Mono::just);
  }

  private static void askFor(MediaRequest request, HttpHeaders headers) {
    if (request.range() != null) {
      headers.set(HttpHeaderNames.RANGE, request.range().header());
      // A range of compressed bytes is not one of the segment's, and cannot be read alone.
      headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    }
  }

  private static <T> Mono<T> taken(
      MediaRequest request, HttpClientResponse response, ByteBufFlux bytes, Body<T> body) {
    long announced = MediaAnswer.announcedLength(request, response.responseHeaders());
    AtomicLong arrived = new AtomicLong();
    body.from(request.address());
    return bytes
        .asByteArray()
        .doOnNext(
            piece -> {
              arrived.addAndGet(piece.length);
              body.accept(piece);
            })
        .then(
            Mono.fromCallable(
                () -> {
                  Metrics.counter("vetra.media.bytes").increment(arrived.get());
                  MediaAnswer.checkLength(announced, arrived.get());
                  return body.finish();
                }));
  }

  private static Throwable named(MediaRequest request, Throwable failure) {
    if (failure instanceof MediaException || failure instanceof ProblemException) {
      return failure;
    }
    Metrics.counter("vetra.media.answers", "status", "none").increment();
    return new MediaException(
        MediaException.Reason.UNAVAILABLE,
        "nothing from " + request.address().getHost() + ": " + failure,
        failure);
  }

  @Override
  public void close() {
    connections.dispose();
  }
}
