package top.vetra.system.bench;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import top.vetra.system.job.Api;

/** How many polls of a job the gateway answers, beside a bare server that sends the same bytes. */
final class Polls {

  private static final int CALLERS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private Polls() {}

  static String of(Api api, String link) {
    String path = "/api/v1/jobs/" + api.submit(link);
    String job = api.get(path.substring(path.lastIndexOf('/') + 1)).body().toString();
    double gateway = perSecond(URI.create(api.base() + path));
    DisposableServer bare =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                (request, response) ->
                    response
                        .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .sendString(Mono.just(job)))
            .bindNow();
    double floor;
    try {
      floor = perSecond(URI.create("http://127.0.0.1:" + bare.port() + path));
    } finally {
      bare.disposeNow();
    }
    return "Polls of a job by %d callers: %.0f a second; a bare server with the same bytes: %.0f, %.1f times as many (callers and servers share the cores)."
        .formatted(CALLERS, gateway, floor, floor / gateway);
  }

  private static double perSecond(URI address) {
    ConnectionProvider connections = ConnectionProvider.create("polls", CALLERS);
    try {
      HttpClient client = HttpClient.create(connections);
      count(client, address, WARM_UP);
      return count(client, address, MEASURED) / (double) MEASURED.toSeconds();
    } finally {
      connections.dispose();
    }
  }

  private static long count(HttpClient client, URI address, Duration duration) {
    return Flux.range(0, CALLERS)
        .flatMap(caller -> poll(client, address).repeat().take(duration), CALLERS)
        .count()
        .blockOptional()
        .orElse(0L);
  }

  private static Mono<Integer> poll(HttpClient client, URI address) {
    return client
        .get()
        .uri(address)
        .responseSingle(
            (response, body) ->
                response.status().code() == 200
                    ? body.asByteArray().map(bytes -> bytes.length)
                    : Mono.error(
                        new AssertionError("status: " + response.status() + " (expected: 200)")))
        // Ending the warm-up breaks off requests, whose connections may be handed out once more.
        .onErrorComplete(PrematureCloseException.class);
  }
}
