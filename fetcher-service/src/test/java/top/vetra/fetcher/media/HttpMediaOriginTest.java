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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import top.vetra.fetcher.media.MediaException.Reason;
import top.vetra.model.link.MediaHosts;

class HttpMediaOriginTest {

  private static final int LIMIT = 1000;
  private static final String BODY = "three small words";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<String> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();
  private final Map<String, List<Object>> redirects = new ConcurrentHashMap<>();
  private @Nullable String referer;
  private @Nullable String foreignOrigin;
  private @Nullable String encoding;
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnConnection(connection -> connections.add(connection.channel().id().asLongText()))
          .handle(this::answer)
          .bindNow();
  private final HttpMediaOrigin origin =
      new HttpMediaOrigin(
          MediaHosts.parse("127.0.0.1:" + server.port()),
          new MediaSettings(
              "",
              "test",
              4,
              Duration.ofSeconds(1),
              Duration.ofMillis(300),
              Duration.ofMillis(900),
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

  @Test
  void a_body_comes_whole_and_x_is_named_as_the_referer() {
    assertThat(read("/body")).isEqualTo(BODY);
    assertThat(referer).isEqualTo("https://x.com/");
    assertThat(foreignOrigin).isNull();
  }

  @Test
  void connections_serve_many_requests() {
    for (int i = 0; i < 20; i++) {
      read("/body");
    }

    // One may not be free again yet when the next request comes.
    assertThat(connections).hasSizeLessThan(5);
  }

  @Test
  void a_range_of_bytes_is_all_that_is_asked_for() {
    byte[] words =
        origin
            .read(
                MediaRequest.promised(at("/range"), new ByteRange(6, 5)),
                () -> new WholeBody(LIMIT))
            .block();

    assertThat(words).asString(StandardCharsets.UTF_8).isEqualTo("small");
  }

  @Test
  void a_compressed_body_is_read_and_a_range_is_asked_for_without_compression() {
    assertThat(read("/gzip")).isEqualTo(BODY);
    assertThat(encoding).isEqualTo("gzip");

    a_range_of_bytes_is_all_that_is_asked_for();
    assertThat(encoding).isEqualTo("identity");
  }

  @Test
  void half_a_compressed_body_is_none() {
    assertReason("/gzip-half", false, Reason.UNAVAILABLE);
    assertReason("/gzip-none", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_compressed_body_is_as_large_as_what_is_in_it() {
    assertReason("/gzip-bomb", false, Reason.TOO_LARGE);
  }

  @Test
  void failures_that_pass_are_overcome() {
    failures.set(2);

    assertThat(read("/unsteady")).isEqualTo(BODY);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_host_that_says_when_to_come_back_is_left_alone_until_then() {
    failures.set(1);
    long before = System.nanoTime();

    assertThat(read("/busy")).isEqualTo(BODY);
    assertThat(asked).hasSize(2);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void failures_that_stay_are_named_after_all_tries() {
    failures.set(100);

    assertReason("/unsteady", true, Reason.UNAVAILABLE);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_promised_thing_that_is_missing_is_asked_for_again_and_another_is_not() {
    assertReason("/missing", true, Reason.MISSING);
    assertThat(asked).hasSize(3);
    assertReason("/missing", false, Reason.MISSING);
    assertThat(asked).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_to_an_allowed_host_is_followed(int status) {
    redirects.put("/moved", List.of(status, "further/on"));
    redirects.put("/further/on", List.of(status, at("/body").toString()));

    assertThat(read("/moved")).isEqualTo(BODY);
    assertThat(asked).containsExactly("/moved", "/further/on", "/body");
    assertThat(referer).isEqualTo("https://x.com/");
  }

  @Test
  void a_redirect_leads_to_the_same_range() {
    redirects.put("/moved", List.of(302, "/range"));

    byte[] words =
        origin
            .read(
                MediaRequest.promised(at("/moved"), new ByteRange(6, 5)),
                () -> new WholeBody(LIMIT))
            .block();

    assertThat(words).asString(StandardCharsets.UTF_8).isEqualTo("small");
  }

  @Test
  void a_body_is_told_where_it_comes_from() {
    redirects.put("/moved", List.of(302, "/body"));
    List<URI> sources = new CopyOnWriteArrayList<>();

    origin
        .read(
            MediaRequest.of(at("/moved")),
            () ->
                new Body<String>() {
                  @Override
                  public void from(URI address) {
                    sources.add(address);
                  }

                  @Override
                  public void accept(byte[] piece) {}

                  @Override
                  public String finish() {
                    return "";
                  }
                })
        .block();

    assertThat(sources).containsExactly(at("/body"));
  }

  @Test
  void a_redirect_elsewhere_makes_no_connection() {
    Set<String> strays = ConcurrentHashMap.newKeySet();
    DisposableServer elsewhere =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnConnection(connection -> strays.add(connection.channel().id().asLongText()))
            .bindNow();
    try {
      for (String location :
          List.of(
              "http://127.0.0.1:" + elsewhere.port() + "/body",
              "//127.0.0.1:" + elsewhere.port() + "/body",
              "http://user@127.0.0.1:" + server.port() + "/body",
              "file:///etc/passwd")) {
        asked.clear();
        redirects.put("/moved", List.of(302, location));
        redirects.put("/twice", List.of(302, "/moved"));

        assertReason("/moved", true, Reason.FORBIDDEN);
        assertReason("/twice", true, Reason.FORBIDDEN);
        assertThat(asked).containsExactly("/moved", "/twice", "/moved");
      }
      assertThat(strays).isEmpty();
    } finally {
      elsewhere.disposeNow();
    }
  }

  @Test
  void a_redirect_that_leads_nowhere_is_unexpected() {
    redirects.put("/circle", List.of(302, "/circle"));
    redirects.put("/no-address", List.of(302, "http://[oops/"));
    redirects.put("/choices", List.of(300, "/body"));

    assertReason("/circle", false, Reason.UNEXPECTED);
    assertThat(asked).hasSize(4);
    assertReason("/no-address", false, Reason.UNEXPECTED);
    assertReason("/choices", false, Reason.UNEXPECTED);
    assertThat(asked).hasSize(6);
  }

  @Test
  void a_refusal_whose_body_does_not_come_keeps_no_connection_from_others() {
    Duration stall = Duration.ofSeconds(10);
    try (HttpMediaOrigin single =
        new HttpMediaOrigin(
            MediaHosts.parse("127.0.0.1:" + server.port()),
            new MediaSettings(
                "",
                "test",
                1,
                stall,
                stall,
                stall,
                stall,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO))) {
      Mono<byte[]> refused =
          single.read(MediaRequest.of(at("/404-and-no-body")), () -> new WholeBody(LIMIT));
      redirects.put("/moved", List.of(302, "/body"));
      Mono<byte[]> next = single.read(MediaRequest.of(at("/moved")), () -> new WholeBody(LIMIT));

      assertThat(refused.onErrorComplete(MediaException.class).then(next).block(stall.dividedBy(4)))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(BODY);
    }
  }

  @Test
  void half_a_body_is_none() {
    assertReason("/half", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_body_that_stalls_or_drips_is_none() {
    assertReason("/stall", false, Reason.UNAVAILABLE);
    assertReason("/drip", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_body_that_is_too_large_is_given_up_at_the_limit() {
    assertReason("/endless", false, Reason.TOO_LARGE);
  }

  @Test
  void too_many_requests_and_blocked_regions_are_told_apart() {
    assertReason("/429", false, Reason.RATE_LIMITED);
    assertReason("/451", false, Reason.BLOCKED);
  }

  @Test
  void a_host_that_is_not_allowed_is_not_asked() {
    for (String address :
        List.of(
            "http://localhost:" + server.port() + "/body",
            "http://user@127.0.0.1:" + server.port() + "/body",
            "file:///etc/passwd",
            "http://169.254.169.254/latest")) {
      assertReason(URI.create(address), false, Reason.FORBIDDEN);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void a_host_that_is_not_there_is_unavailable() {
    server.disposeNow();

    assertReason("/body", false, Reason.UNAVAILABLE);
  }

  private String read(String path) {
    byte[] body =
        origin.read(MediaRequest.promised(at(path), null), () -> new WholeBody(LIMIT)).block();
    return new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
  }

  private void assertReason(String path, boolean promised, Reason reason) {
    assertReason(at(path), promised, reason);
  }

  private void assertReason(URI address, boolean promised, Reason reason) {
    MediaRequest request =
        promised ? MediaRequest.promised(address, null) : MediaRequest.of(address);
    assertThatThrownBy(() -> origin.read(request, () -> new WholeBody(LIMIT)).block())
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    asked.add(request.uri());
    referer = request.requestHeaders().get("Referer");
    encoding = request.requestHeaders().get("Accept-Encoding");
    foreignOrigin = request.requestHeaders().get("Origin");
    List<Object> redirect = redirects.get(request.uri());
    if (redirect != null) {
      return response
          .status((int) redirect.get(0))
          .header("Location", redirect.get(1).toString())
          .send();
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
  private static Publisher<Void> gzip(HttpServerResponse response, byte[] body, int fewer) {
    return response
        .header("Content-Encoding", "gzip")
        .header("Content-Length", String.valueOf(body.length))
        .sendByteArray(Mono.just(Arrays.copyOf(body, body.length - fewer)))
        .then(Mono.fromRunnable(() -> response.withConnection(c -> c.channel().close())));
  }

  private static byte[] zipped(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
