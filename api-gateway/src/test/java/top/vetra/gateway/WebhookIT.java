package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Webhooks from the request to the receiver. */
class WebhookIT extends RunningGateway {

  private static final String OWN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final long MOST_PER_ENDPOINT = 16;

  @Test
  void a_receiver_verifies_with_either_secret_and_has_what_the_api_shows() {
    String job = post("1hook00000001", Endpoints.answering("plain"), null);
    fail(job);
    Endpoints.Call call = awaitCalls("plain", 1).get(0);
    assertThat(call.isVerifiedBy(Endpoints.NEW_SECRET)).isTrue();
    assertThat(call.isVerifiedBy(Endpoints.OLD_SECRET)).isTrue();
    assertThat(call.isVerifiedBy(OWN_SECRET)).isFalse();
    JsonNode body = json.readTree(call.body());
    assertThat(body.propertyNames()).containsExactlyInAnyOrder("type", "timestamp", "data");
    assertThat(body.get("type").asString()).isEqualTo("job.failed");
    assertThat(body.get("timestamp")).isEqualTo(body.at("/data/updatedAt"));
    assertThat(body.get("data")).isEqualTo(get("/api/v1/jobs/" + job));
    assertThat(call.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void a_canceled_job_is_told_and_signed_with_the_secret_of_its_request_alone() {
    String job = post("1hook00000002", Endpoints.answering("own"), OWN_SECRET);
    http.delete().uri("/api/v1/jobs/" + job).exchange().expectStatus().isOk();
    Endpoints.Call call = awaitCalls("own", 1).get(0);
    assertThat(call.isVerifiedBy(OWN_SECRET)).isTrue();
    assertThat(call.isVerifiedBy(Endpoints.NEW_SECRET)).isFalse();
    assertThat(json.readTree(call.body()).get("type").asString()).isEqualTo("job.canceled");
    assertThat(json.readTree(call.body()).get("data")).isEqualTo(get("/api/v1/jobs/" + job));
  }

  @Test
  void tries_are_shown_and_a_delivered_one_is_sent_again_when_asked_for() {
    String job = post("1hook00000003", Endpoints.answering("again", 503), null);
    refused(http.post().uri(deliveries(job)).exchange());
    fail(job);
    awaitCalls("again", 2);
    JsonNode tries =
        await()
            .atMost(PATIENCE)
            .until(
                () -> get(deliveries(job)),
                shown -> shown.at("/deliveries/1").has("durationSeconds"));
    assertThat(tries.get("webhookId").asString()).isEqualTo("msg_" + job);
    assertThat(tries.get("host").asString()).isEqualTo("127.0.0.1");
    assertThat(tries.toString()).doesNotContain("its-secret").doesNotContain("again");
    JsonNode first = tries.at("/deliveries/0");
    assertThat(first.get("status").asInt()).isEqualTo(503);
    assertThat(first.get("failure").asString()).isEqualTo("unexpected-status");
    assertThat(first.get("trigger").asString()).isEqualTo("schedule");
    Instant started = Instant.parse(first.get("startedAt").asString());
    Instant second = Instant.parse(tries.at("/deliveries/1/startedAt").asString());
    assertThat(Instant.parse(first.get("nextTryAt").asString()))
        .isBetween(started.plusSeconds(5), started.plusSeconds(7));
    assertThat(second).isBetween(started.plusSeconds(5), started.plusSeconds(9));
    assertThat(tries.at("/deliveries/1/status").asInt()).isEqualTo(200);
    assertThat(tries.at("/deliveries/1").has("failure")).isFalse();

    http.post().uri(deliveries(job)).exchange().expectStatus().isAccepted();
    List<Endpoints.Call> calls = awaitCalls("again", 3);
    assertThat(calls).extracting(call -> call.header("webhook-id")).containsOnly("msg_" + job);
    assertThat(calls).extracting(Endpoints.Call::body).containsOnly(calls.get(0).body());
    assertThat(calls).allMatch(call -> call.isVerifiedBy(Endpoints.NEW_SECRET));
    await()
        .atMost(PATIENCE)
        .until(
            () -> get(deliveries(job)).at("/deliveries/2/trigger").asString(""), "request"::equals);
  }

  @Test
  void a_job_without_a_webhook_has_no_tries_and_nothing_to_send() {
    String job = post("1hook00000004", null, null);
    fail(job);
    assertThat(get(deliveries(job)).get("deliveries")).isEmpty();
    refused(http.post().uri(deliveries(job)).exchange());
    // Until the first event of all is noted, the records may have been lost: 503.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> http.get().uri(deliveries("unknown")).exchange().expectStatus().isNotFound());
    http.post().uri(deliveries("unknown")).exchange().expectStatus().isNotFound();
  }

  @Test
  void a_hundred_jobs_with_a_dead_endpoint_delay_nobody_elses() {
    List<String> dead = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      dead.add(post("1hook00000005", Endpoints.dead(), null));
    }
    fail(dead.get(0));
    await()
        .atMost(PATIENCE)
        .until(() -> dead.stream().filter(this::isBeingTold).count() == MOST_PER_ENDPOINT);
    String other = post("1hook00000006", Endpoints.answering("undelayed"), null);
    long before = System.nanoTime();
    fail(other);
    awaitCalls("undelayed", 1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    Endpoints.bury();
  }

  private boolean isBeingTold(String job) {
    return get(deliveries(job)).at("/deliveries/0").has("startedAt");
  }

  private void fail(String job) {
    String conversion = Objects.requireNonNull(jobs.find(job).block(PATIENCE)).conversionId();
    events
        .publish(new JobEvent.Failed(conversion, Instant.now(), Problem.of(ProblemCode.SPACE_LIVE)))
        .block(PATIENCE);
  }

  private List<Endpoints.Call> awaitCalls(String name, int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> Endpoints.calls(name), calls -> calls.size() == count);
  }

  private String post(String space, @Nullable String url, @Nullable String secret) {
    Map<String, Object> request = new HashMap<>();
    request.put("url", "https://x.com/i/spaces/" + space);
    if (url != null) {
      request.put(
          "webhook", secret == null ? Map.of("url", url) : Map.of("url", url, "secret", secret));
    }
    return body(http.post().uri("/api/v1/jobs").bodyValue(request).exchange()).get("id").asString();
  }

  private static String deliveries(String job) {
    return "/api/v1/jobs/" + job + "/webhook-deliveries";
  }

  private void refused(WebTestClient.ResponseSpec response) {
    JsonNode problem = body(response.expectStatus().isEqualTo(409));
    assertThat(problem.get("code").asString()).isEqualTo("invalid-request");
  }

  private JsonNode get(String path) {
    return body(http.get().uri(path).exchange().expectStatus().isOk());
  }
}
