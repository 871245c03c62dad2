package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;

/** Whichever gateway a client talks to, it is told the same, and counted once. */
@SuppressWarnings("NullAway.Init")
class TwoGatewaysIT extends RunningGateway {

  private static final int QUOTA = 5;
  private static final String KEY = "the-key-of-two-gateways";

  @Value("${spring.embedded.kafka.brokers}")
  String kafka;

  private OtherGateway one;
  private OtherGateway other;

  @BeforeEach
  void start() {
    Map<String, String> settings =
        Map.of(
            "vetra.heartbeat",
            "PT0.2S",
            "vetra.api-keys",
            KEY,
            "vetra.rate-limit.jobs",
            Integer.toString(QUOTA));
    one = new OtherGateway(kafka, objectStore, settings);
    other = new OtherGateway(kafka, objectStore, settings);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void a_stream_at_one_tells_what_happens_at_the_other_and_a_quota_holds_for_both() {
    one.http().get().uri("/").exchange().expectStatus().isUnauthorized();
    problem(ask(one.http(), "1gateways0001"), 401);

    WebTestClient here = one.http(KEY);
    WebTestClient there = other.http(KEY);
    JsonNode job = body(ask(here, "1gateways0001").expectStatus().isAccepted());
    for (int left = QUOTA - 2; left >= 0; left--) {
      ask(left % 2 == 0 ? here : there, "1gateways0001").expectStatus().isAccepted();
    }
    JsonNode problem = problem(ask(there, "1gateways0001"), 429);
    assertThat(problem.get("code").asString()).isEqualTo("rate-limited");
    problem(ask(here, "1gateways0001"), 429);

    String conversion = conversionOf(job);
    publish(new JobEvent.Resolving(conversion, Instant.now()));
    Flux<ServerSentEvent<JsonNode>> atOne = events(one, job);
    List<ServerSentEvent<JsonNode>> atOther =
        Objects.requireNonNull(
            events(other, job)
                .mergeWith(atOne.ignoreElements())
                .doOnNext(event -> completeAfterSilence(event, conversion))
                .collectList()
                .block(PATIENCE));
    assertThat(atOther.get(0).data()).isNotNull();
    assertThat(atOther).anyMatch(event -> event.comment() != null);
    // A heartbeat that was on its way may come after the end.
    List<JsonNode> told =
        atOther.stream().map(ServerSentEvent::data).filter(Objects::nonNull).toList();
    assertThat(told.get(told.size() - 1).get("status").asString()).isEqualTo("completed");
  }

  private boolean completed;

  /** The first heartbeat shows that nothing happens by itself. */
  private void completeAfterSilence(ServerSentEvent<JsonNode> event, String conversion) {
    if (event.comment() != null && !completed) {
      completed = true;
      events
          .publish(
              new JobEvent.Completed(
                  conversion, Instant.now(), result("results/1gateways0001/mp3-high.mp3")))
          .subscribe();
    }
  }

  private static WebTestClient.ResponseSpec ask(WebTestClient client, String space) {
    return client
        .post()
        .uri("/api/v1/jobs")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("url", space))
        .exchange();
  }

  private static Flux<ServerSentEvent<JsonNode>> events(OtherGateway gateway, JsonNode job) {
    return WebClient.create(gateway.url())
        .get()
        .uri("/api/v1/jobs/" + id(job) + "/events")
        .header("Authorization", "Bearer " + KEY)
        .retrieve()
        .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {});
  }
}
