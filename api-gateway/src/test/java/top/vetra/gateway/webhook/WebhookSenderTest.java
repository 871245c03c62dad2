package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import top.vetra.gateway.webhook.WebhookSender.Outcome;
import top.vetra.model.job.JobOrder.Webhook;

class WebhookSenderTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAA";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC);

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
                      .post(
                          "/endless",
                          (request, response) ->
                              response.sendString(
                                  Flux.interval(Duration.ofMillis(1)).map(n -> "x".repeat(1000)))))
          .bindNow();

  @AfterEach
  void stop() {
    receiver.disposeNow();
  }

  @Test
  void the_signature_is_that_of_the_published_example() {
    byte[] key = Objects.requireNonNull(WebhookRules.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assertThat(
            Signature.of(
                key,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_call_is_signed_over_its_id_time_and_body() {
    assertThat(send(url("/status/204"), SECRET)).isEqualTo(Outcome.DELIVERED);
    byte[] key = Objects.requireNonNull(WebhookRules.key(SECRET));
    assertThat(bodies).containsExactly("{\"a\":1}");
    assertThat(headers.get(0).get("webhook-id")).isEqualTo("msg_1");
    assertThat(headers.get(0).get("webhook-timestamp")).isEqualTo("1614265330");
    assertThat(headers.get(0).get("webhook-signature"))
        .isEqualTo(
            Signature.of(key, "msg_1", 1614265330, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    assertThat(headers.get(0).get("content-type")).isEqualTo("application/json");
  }

  @Test
  void without_a_secret_there_is_no_signature() {
    assertThat(send(url("/status/200"), null)).isEqualTo(Outcome.DELIVERED);
    assertThat(headers.get(0).contains("webhook-signature")).isFalse();
  }

  @Test
  void redirects_and_errors_are_failures_and_gone_is_the_end() {
    assertThat(send(url("/status/302"), null)).isEqualTo(Outcome.FAILED);
    assertThat(send(url("/status/400"), null)).isEqualTo(Outcome.FAILED);
    assertThat(send(url("/status/500"), null)).isEqualTo(Outcome.FAILED);
    assertThat(send(url("/status/410"), null)).isEqualTo(Outcome.GONE);
    assertThat(headers).as("no redirect is followed").hasSize(4);
  }

  @Test
  void an_answer_without_end_is_not_read() {
    assertThat(send(url("/endless"), null)).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void nobody_there_is_a_failure() {
    String url = url("/status/200");
    receiver.disposeNow();
    assertThat(send(url, null)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void a_private_address_is_refused_where_the_connection_is_made() {
    WebhookSender strict = new WebhookSender(RulesForTests.allowing(), CLOCK);
    for (String host : List.of("127.0.0.1", "localhost")) {
      Webhook webhook = new Webhook("http://" + host + ":" + receiver.port() + "/status/200", null);
      assertThat(strict.send(webhook, "msg_1", new byte[0]).block()).isEqualTo(Outcome.FAILED);
    }
    assertThat(headers).isEmpty();
  }

  private @Nullable Outcome send(String url, @Nullable String secret) {
    WebhookSender sender =
        new WebhookSender(RulesForTests.allowing("127.0.0.1:" + receiver.port()), CLOCK);
    return sender
        .send(new Webhook(url, secret), "msg_1", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
        .block(Duration.ofSeconds(20));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.port() + path;
  }

  private Mono<Void> answer(
      reactor.netty.http.server.HttpServerRequest request,
      reactor.netty.http.server.HttpServerResponse response) {
    headers.add(request.requestHeaders().copy());
    String status = request.param("status");
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
