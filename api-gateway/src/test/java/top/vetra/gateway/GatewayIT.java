package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.job.JobStore;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** The whole gateway on a real Kafka and a real Redis. */
@SpringBootTest(
    properties = {
      "spring.config.name=api-gateway",
      "vetra.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}"
    },
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EmbeddedKafka(
    brokerProperties = {
      "group.share.enable=true",
      "share.coordinator.state.topic.replication.factor=1",
      "share.coordinator.state.topic.min.isr=1",
      "group.initial.rebalance.delay.ms=0"
    })
@AutoConfigureWebTestClient(timeout = "PT10S")
class GatewayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @TestBean
  @SuppressWarnings("NullAway.Init")
  ObjectStore objectStore;

  @Autowired WebTestClient http;
  @Autowired EventPublisher events;
  @Autowired JobStore jobs;
  @Autowired ObjectMapper json;

  static ObjectStore objectStore() {
    return new FakeObjectStore();
  }

  @DynamicPropertySource
  static void redis(DynamicPropertyRegistry registry) {
    registry.add("vetra.redis.url", EmbeddedRedis::url);
  }

  @Test
  void a_job_is_accepted_followed_and_completed() {
    JsonNode job = post("https://x.com/i/spaces/1yNxaZbcdefgh?s=20");
    assertThat(job.get("status").asString()).isEqualTo("queued");
    assertThat(job.has("result")).isFalse();
    assertThat(job.get("progress").has("etaSeconds")).isFalse();

    String conversion = conversionOf(job);
    Instant now = Instant.now();
    publish(new JobEvent.Resolving(conversion, now));
    publish(
        new JobEvent.SpaceFound(
            conversion,
            now,
            new Space("1yNxaZbcdefgh", "A talk", null, null, null, 90.0, List.of())));
    publish(new JobEvent.Planned(conversion, now, 40, 4, 120.5));
    publish(new JobEvent.ChunkFetched(conversion, now, 0, 10));
    awaitJob(job, "fetching");
    publish(
        new JobEvent.Completed(
            conversion,
            now,
            new ResultFile(
                "results/x.mp3",
                "https://objects.example/1",
                now.plusSeconds(3600),
                "A talk.mp3",
                "audio/mpeg",
                123,
                120.5,
                List.of())));
    JsonNode done = awaitJob(job, "completed");
    assertThat(done.at("/result/url").asString()).isEqualTo("https://objects.example/1");
    assertThat(done.at("/progress/percent").asInt()).isEqualTo(100);
    assertThat(done.at("/space/durationSeconds").asDouble()).isEqualTo(120.5);
  }

  private String conversionOf(JsonNode job) {
    return Objects.requireNonNull(jobs.find(job.get("id").asString()).block(PATIENCE))
        .conversionId();
  }

  private void publish(JobEvent event) {
    events.publish(event).block(PATIENCE);
  }

  private JsonNode post(String url) {
    byte[] body =
        http.post()
            .uri("/api/v1/jobs")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(Map.of("url", url))
            .exchange()
            .expectStatus()
            .isAccepted()
            .expectHeader()
            .exists("Location")
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body);
  }

  private JsonNode awaitJob(JsonNode job, String status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                json.readTree(
                    http.get()
                        .uri("/api/v1/jobs/" + job.get("id").asString())
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
            found -> found.get("status").asString().equals(status));
  }
}
