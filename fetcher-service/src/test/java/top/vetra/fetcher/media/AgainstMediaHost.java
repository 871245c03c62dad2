package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import top.vetra.fetcher.media.MediaException.Reason;
import top.vetra.model.link.MediaHosts;

/** An origin that reads from a host with an answer for each case. */
abstract class AgainstMediaHost {

  static final int LIMIT = 1000;
  static final String BODY = "three small words";

  final List<String> asked = new CopyOnWriteArrayList<>();
  final Set<String> connections = ConcurrentHashMap.newKeySet();
  final AtomicInteger failures = new AtomicInteger();
  final Map<String, List<Object>> redirects = new ConcurrentHashMap<>();
  @Nullable String referer;
  @Nullable String foreignOrigin;
  @Nullable String encoding;
  final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnConnection(connection -> connections.add(connection.channel().id().asLongText()))
          .handle(this::answer)
          .bindNow();
  final HttpMediaOrigin origin =
      new HttpMediaOrigin(
          MediaHosts.parse("127.0.0.1:" + server.port()),
          new MediaSettings(
              "",
              "test",
              4,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(3),
              Duration.ofSeconds(5),
              3,
              Duration.ofMillis(5),
              Duration.ofMillis(20),
              Duration.ofSeconds(2)));

  @AfterEach
  void stop() {
    origin.close();
    server.disposeNow();
  }

  String read(String path) {
    byte[] body =
        origin.read(MediaRequest.promised(at(path), null), () -> new WholeBody(LIMIT)).block();
    return new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
  }

  /** The second of the three words, by its range. */
  String readWord(String path) {
    byte[] word =
        origin
            .read(MediaRequest.promised(at(path), new ByteRange(6, 5)), () -> new WholeBody(LIMIT))
            .block();
    return new String(word == null ? new byte[0] : word, StandardCharsets.UTF_8);
  }

  void assertReason(String path, boolean promised, Reason reason) {
    assertReason(at(path), promised, reason);
  }

  void assertReason(URI address, boolean promised, Reason reason) {
    MediaRequest request =
        promised ? MediaRequest.promised(address, null) : MediaRequest.of(address);
    assertThatThrownBy(() -> origin.read(request, () -> new WholeBody(LIMIT)).block())
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    asked.add(request.uri());
    referer = request.requestHeaders().get("Referer");
    encoding = request.requestHeaders().get("Accept-Encoding");
    foreignOrigin = request.requestHeaders().get("Origin");
    List<Object> redirect = redirects.get(request.uri());
    if (redirect != null) {
      // Its body never comes, and nobody should wait for that.
      return response
          .status((int) redirect.get(0))
          .header("Location", redirect.get(1).toString())
          .header("Content-Length", "100")
          .send(Flux.concat(Mono.just(Unpooled.EMPTY_BUFFER), Mono.never()), any -> true);
    }
    return switch (request.uri()) {
      case "/body" -> response.sendString(Mono.just(BODY));
      case "/range" ->
          "bytes=6-10".equals(request.requestHeaders().get("Range"))
              ? response.status(206).sendString(Mono.just("small"))
              : response.status(416).send();
      case "/unsteady" ->
          failures.getAndDecrement() > 0
              ? response.status(503).send()
              : response.sendString(Mono.just(BODY));
      case "/half" ->
          response
              .header("Content-Length", "100")
              .sendByteArray(Mono.just(new byte[50]))
              .then(Mono.fromRunnable(() -> response.withConnection(c -> c.channel().close())));
      case "/stall" ->
          response
              .header("Content-Length", "100")
              .send(
                  Flux.concat(Mono.just(Unpooled.wrappedBuffer(new byte[50])), Mono.never()),
                  any -> true);
      case "/busy" ->
          failures.getAndDecrement() > 0
              ? response.status(429).header("Retry-After", "1").send()
              : response.sendString(Mono.just(BODY));
      case "/404-and-no-body" ->
          response
              .status(404)
              .header("Content-Length", "100")
              .send(Flux.concat(Mono.just(Unpooled.EMPTY_BUFFER), Mono.never()), any -> true);
      case "/gzip" -> gzip(response, zipped(BODY.getBytes(StandardCharsets.UTF_8)), 0);
      case "/gzip-half" -> gzip(response, zipped(BODY.getBytes(StandardCharsets.UTF_8)), 20);
      case "/gzip-none" -> gzip(response, BODY.getBytes(StandardCharsets.UTF_8), 0);
      case "/gzip-bomb" -> gzip(response, zipped(new byte[LIMIT * 100]), 0);
      case "/drip" ->
          response.send(
              Flux.interval(Duration.ofMillis(100)).map(i -> Unpooled.wrappedBuffer(new byte[1])),
              any -> true);
      case "/endless" -> response.sendByteArray(Flux.range(0, 1 << 20).map(i -> new byte[100]));
      case "/429" -> response.status(429).send();
      case "/451" -> response.status(451).send();
      default -> response.status(404).send();
    };
  }

  /** With so many bytes fewer than its length says. */
  static Publisher<Void> gzip(HttpServerResponse response, byte[] body, int fewer) {
    return response
        .header("Content-Encoding", "gzip")
        .header("Content-Length", String.valueOf(body.length))
        .sendByteArray(Mono.just(Arrays.copyOf(body, body.length - fewer)))
        .then(Mono.fromRunnable(() -> response.withConnection(c -> c.channel().close())));
  }

  static byte[] zipped(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
