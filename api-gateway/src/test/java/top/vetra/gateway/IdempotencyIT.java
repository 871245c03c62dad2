package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Requests that are sent again, and requests for the same thing. */
@SuppressWarnings("NullAway.Init")
class IdempotencyIT extends RunningGateway {

  private static final int MANY = 50;

  /** The gateway's own threads are for the gateway: it runs in this process too. */
  private static final Scheduler CALLERS = Schedulers.newBoundedElastic(MANY, MANY, "callers");

  @Autowired ReactiveStringRedisTemplate redis;

  @Value("${spring.embedded.kafka.brokers}")
  String kafka;

  @Test
  void fifty_requests_at_the_same_time_under_one_key_make_one_job() {
    String url = "https://x.com/i/spaces/1again0000001";
    List<String> ids =
        atOnce(() -> body(ask(url, "key-1").expectStatus().isAccepted())).stream()
            .map(RunningGateway::id)
            .toList();
    assertThat(ids).hasSize(MANY).containsOnly(ids.get(0));
    assertThat(body(ask(url, "key-2")).get("id").asString()).isNotEqualTo(ids.get(0));
  }

  @Test
  void the_same_request_may_be_written_in_another_way_and_another_request_is_refused() {
    String url = "https://x.com/i/spaces/1again0000002";
    JsonNode first = body(ask(url, "key-3").expectStatus().isAccepted());
    JsonNode second =
        body(
            http.post()
                .uri("/api/v1/jobs")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", "key-3")
                .bodyValue("{ \"format\": \"mp3\", \"url\": \"" + url + "?s=20\" }")
                .exchange()
                .expectStatus()
                .isAccepted());
    assertThat(id(second)).isEqualTo(id(first));
    JsonNode problem = problem(ask("https://x.com/i/spaces/1again0000003", "key-3"), 422);
    assertThat(problem.get("code").asString()).isEqualTo("invalid-request");
    assertThat(problem.get("detail").asString()).startsWith("Idempotency-Key: ");
  }

  @Test
  void a_key_belongs_to_its_caller() {
    Map<String, String> keys =
        Map.of("vetra.api-keys", "the-key-of-the-first,the-key-of-the-other");
    try (OtherGateway closed = new OtherGateway(kafka, objectStore, keys)) {
      WebTestClient first = closed.http("the-key-of-the-first");
      WebTestClient other = closed.http("the-key-of-the-other");
      String id = id(body(ask(first, "https://x.com/i/spaces/1again0000006", "1")));
      assertThat(id(body(ask(first, "https://x.com/i/spaces/1again0000006", "1")))).isEqualTo(id);
      assertThat(id(body(ask(other, "https://x.com/i/spaces/1again0000006", "1"))))
          .isNotEqualTo(id);
      ask(other, "https://x.com/i/spaces/1again0000007", "2").expectStatus().isAccepted();
      ask(first, "https://x.com/i/spaces/1again0000006", "2").expectStatus().isAccepted();
    }
  }

  @Test
  void a_key_is_kept_for_a_day() {
    body(ask("https://x.com/i/spaces/1again0000004", "key-4").expectStatus().isAccepted());
    List<Duration> left =
        Objects.requireNonNull(
            redis
                .scan()
                .filter(key -> key.startsWith("vetra:idempotency:"))
                .flatMap(redis::getExpire)
                .collectList()
                .block(PATIENCE));
    assertThat(left)
        .isNotEmpty()
        .allSatisfy(time -> assertThat(time).isBetween(Duration.ofHours(23), Duration.ofHours(24)));
  }

  @Test
  void a_key_that_is_none_is_refused() {
    problem(ask("https://x.com/i/spaces/1again0000005", "k".repeat(256)), 400);
  }

  @Test
  void requests_for_one_space_at_the_same_time_share_one_conversion() {
    List<String> conversions =
        atOnce(() -> body(ask("https://x.com/i/spaces/1atonce000001"))).stream()
            .map(this::conversionOf)
            .toList();
    assertThat(conversions).hasSize(MANY).containsOnly(conversions.get(0));
  }

  private static List<JsonNode> atOnce(Supplier<JsonNode> request) {
    return Objects.requireNonNull(
        Flux.range(0, MANY)
            .flatMap(n -> Mono.fromSupplier(request).subscribeOn(Schedulers.boundedElastic()), MANY)
            .collectList()
            .block(PATIENCE));
  }

  private WebTestClient.ResponseSpec ask(String url, String key) {
    return ask(http, url, key);
  }

  private static WebTestClient.ResponseSpec ask(WebTestClient client, String url, String key) {
    return client
        .post()
        .uri("/api/v1/jobs")
        .contentType(MediaType.APPLICATION_JSON)
        .header("Idempotency-Key", key)
        .bodyValue(Map.of("url", url))
        .exchange();
  }
}
