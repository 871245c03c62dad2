package top.vetra.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import top.vetra.model.job.JobOrder.Webhook;

class WebhookSenderTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAA";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC);

  private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

  private final AtomicInteger hangUps = new AtomicInteger();
  private final AtomicLong endlessBytes = new AtomicLong();
  private final AtomicBoolean endlessEnded = new AtomicBoolean();
  private final List<SocketAddress> peers = Collections.synchronizedList(new ArrayList<>());
  private final List<HttpHeaders> headers = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final DisposableServer receiver =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(
              routes ->
                  routes
                      .post("/status/{status}", (request, response) -> answer(request, response))
                      .post("/hang", (request, response) -> Mono.never())
                      .post(
                          "/hang-up",
                          (request, response) ->
                              response.withConnection(
                                  connection -> {
                                    hangUps.incrementAndGet();
                                    connection.dispose();
                                  }))
                      .post(
                          "/endless",
                          (request, response) ->
                              response.sendString(
                                  Flux.interval(Duration.ofMillis(1))
                                      .onBackpressureDrop()
                                      .map(n -> "x".repeat(1000))
                                      .doOnNext(sent -> endlessBytes.addAndGet(sent.length()))
                                      .doFinally(end -> endlessEnded.set(true)))))
          .bindNow();

  @AfterEach
  void stop() {
    receiver.disposeNow();
  }

  @Test
  void a_call_is_signed_over_its_id_time_and_body() {
    assertThat(send(url("/status/204"), SECRET).status()).isEqualTo(204);
    assertThat(bodies).containsExactly("{\"a\":1}");
    assertThat(headers.get(0).get("webhook-id")).isEqualTo("msg_1");
    assertThat(headers.get(0).get("webhook-timestamp")).isEqualTo("1614265330");
    assertThat(headers.get(0).get("webhook-signature"))
        .isEqualTo(
            new Signer(List.of()).sign(SECRET, "msg_1", 1614265330, "{\"a\":1}".getBytes(UTF_8)));
    assertThat(headers.get(0).get("content-type")).isEqualTo("application/json");
  }

  @Test
  void without_a_secret_there_is_no_signature() {
    assertThat(send(url("/status/200"), null).failure()).isNull();
    assertThat(headers.get(0).contains("webhook-signature")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "200,",
    "202,",
    "299,",
    "300, REDIRECTED",
    "302, REDIRECTED",
    "307, REDIRECTED",
    "400, UNEXPECTED_STATUS",
    "410, GONE",
    "429, UNEXPECTED_STATUS",
    "500, UNEXPECTED_STATUS",
  })
  void success_is_a_2xx_and_no_redirect_is_followed(int status, @Nullable Failure failure) {
    assertThat(send(url("/status/" + status), null)).isEqualTo(new Answer(status, failure, null));
    assertThat(headers).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 2021-02-25T15:04:10Z",
    "'Thu, 25 Feb 2021 16:00:00 GMT', 2021-02-25T16:00:00Z",
    "-1,",
    "soon,",
    "99999999999,",
  })
  void an_endpoint_may_say_when_to_come_again(String retryAfter, @Nullable Instant notBefore) {
    String url = url("/status/503") + "?retry-after=" + URLEncoder.encode(retryAfter, UTF_8);
    assertThat(send(url, null).notBefore()).isEqualTo(notBefore);
  }

  @Test
  void of_an_answer_without_end_little_is_read_and_the_connection_closed() {
    assertThat(send(url("/endless"), null).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).untilTrue(endlessEnded);
    assertThat(endlessBytes.get()).isLessThan(10_000_000);
  }

  @Test
  void each_call_has_a_connection_of_its_own() {
    send(url("/status/200"), null);
    send(url("/status/200"), null);
    assertThat(peers).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void an_endpoint_that_is_not_there_is_told_by_a_name() {
    String url = url("/status/200");
    receiver.disposeNow();
    assertThat(send(url, null)).isEqualTo(new Answer(null, Failure.CONNECTION_FAILED, null));
  }

  @Test
  void a_connection_that_ends_without_an_answer_is_told_by_a_name() {
    assertThat(send(url("/hang-up"), null)).isEqualTo(new Answer(null, Failure.NO_ANSWER, null));
    assertThat(hangUps).as("tries").hasValue(1);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_told_by_a_name(@TempDir Path folder)
      throws Exception {
    SslContext context = SslContextBuilder.forServer(selfSigned(folder)).build();
    DisposableServer secure =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .secure(ssl -> ssl.sslContext(context))
            .handle((request, response) -> answer(request, response))
            .bindNow();
    String host = "127.0.0.1:" + secure.port();
    Answer answer =
        RulesForTests.sender(CLOCK, List.of(), host)
            .send(webhook("https://" + host + "/", null), "msg_1", BODY)
            .block();
    secure.disposeNow();
    assertThat(answer).isEqualTo(new Answer(null, Failure.TLS_FAILED, null));
    assertThat(headers).isEmpty();
  }

  @Test
  void an_endpoint_that_does_not_speak_tls_is_told_by_a_name() {
    String secure = url("/status/200").replace("http://", "https://");
    assertThat(send(secure, null).failure()).isEqualTo(Failure.TLS_FAILED);
  }

  @Test
  void a_port_of_somebody_elses_host_that_is_closed_takes_as_long_as_one_that_is_filtered() {
    Duration hidden = Duration.ofMillis(700);
    // Names that lead here, unchecked: a stranger's host with a port that is closed.
    WebhookSender sender =
        new WebhookSender(
            RulesForTests.allowing(), new LyingNames(), null, new Signer(List.of()), CLOCK, hidden);
    long before = System.nanoTime();

    Answer answer = sender.send(webhook("https://example.com:1/", null), "msg_1", BODY).block();

    assertThat(answer).isEqualTo(new Answer(null, Failure.CONNECTION_FAILED, null));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(hidden);
  }

  @Test
  void an_endpoint_has_15_seconds_to_answer() {
    assertThat(WebhookSender.PATIENCE).isEqualTo(Duration.ofSeconds(15));
    StepVerifier.withVirtualTime(() -> sender().send(webhook(url("/hang"), null), "msg_1", BODY))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(14_999))
        .thenAwait(Duration.ofMillis(1))
        .expectNext(new Answer(null, Failure.TIMEOUT, null))
        .verifyComplete();
  }

  private static KeyManagerFactory selfSigned(Path folder) throws Exception {
    Path store = folder.resolve("keys");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "us",
                "-keyalg",
                "EC",
                "-storepass",
                "changeit",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore"));
    command.add(store.toString());
    new ProcessBuilder(command).start().waitFor();
    char[] password = "changeit".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    return keys;
  }

  private Answer send(String url, @Nullable String secret) {
    return Objects.requireNonNull(
        sender().send(webhook(url, secret), "msg_1", BODY).block(Duration.ofSeconds(20)));
  }

  @Test
  void a_host_with_an_underscore_that_the_operator_names_is_called() {
    String host = "vetra_hook:" + receiver.port();
    LyingNames names = new LyingNames();
    WebhookSender sender =
        new WebhookSender(
            RulesForTests.allowing(host),
            names,
            names,
            new Signer(List.of()),
            CLOCK,
            Duration.ZERO);

    Answer answer =
        sender.send(webhook("http://" + host + "/status/200", null), "msg_1", BODY).block();

    assertThat(answer).isNotNull().extracting(Answer::status).isEqualTo(200);
  }

  private WebhookSender sender() {
    return RulesForTests.sender(CLOCK, List.of(), "127.0.0.1:" + receiver.port());
  }

  private static Webhook webhook(String url, @Nullable String secret) {
    return new Webhook(url, secret);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.port() + path;
  }

  private Mono<Void> answer(
      reactor.netty.http.server.HttpServerRequest request,
      reactor.netty.http.server.HttpServerResponse response) {
    headers.add(request.requestHeaders().copy());
    peers.add(Objects.requireNonNull(request.remoteAddress()));
    String status = request.param("status");
    List<String> retryAfter =
        new QueryStringDecoder(request.uri()).parameters().getOrDefault("retry-after", List.of());
    retryAfter.forEach(value -> response.header("Retry-After", value));
    return request
        .receive()
        .aggregate()
        .asString()
        .doOnNext(bodies::add)
        .then(
            response
                .status(Integer.parseInt(status == null ? "500" : status))
                .header("Location", "/status/200")
                .send());
  }
}
