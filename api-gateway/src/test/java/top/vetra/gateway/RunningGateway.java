package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.instance.InstanceKeyForTests;
import top.vetra.gateway.job.JobStore;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** The whole gateway on a real Kafka and a real Redis. */
@SpringBootTest(
    properties = {
      "spring.config.name=api-gateway",
      "vetra.s3.access-key=nobody",
      "vetra.s3.secret-key=is-asked",
      "vetra.instance-key=" + InstanceKeyForTests.TEXT,
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
@SuppressWarnings("NullAway.Init")
abstract class RunningGateway {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  static final ApiDescription DESCRIPTION = ApiDescription.read();

  @TestBean ObjectStore objectStore;
  @Autowired WebTestClient http;
  @Autowired ObjectMapper json;
  @Autowired EventPublisher events;
  @Autowired JobStore jobs;
  @LocalServerPort int port;

  /** Every answer that a test looks at has to be as the API's description says. */
  @BeforeEach
  void compareWithDescription() {
    http = http.mutate().entityExchangeResultConsumer(DESCRIPTION::check).build();
  }

  static ObjectStore objectStore() {
    return new FakeObjectStore();
  }

  @DynamicPropertySource
  static void redis(DynamicPropertyRegistry registry) {
    // A test whose gateway is set up otherwise has a database of its own.
    registry.add("vetra.redis.url", () -> EmbeddedRedis.url() + "${redis-database:/0}");
  }

  @DynamicPropertySource
  static void webhooks(DynamicPropertyRegistry registry) {
    registry.add("vetra.webhook.allowed-hosts", Endpoints::allowed);
    registry.add("vetra.webhook.secrets", () -> Endpoints.NEW_SECRET + "," + Endpoints.OLD_SECRET);
  }

  /** Checks that an answer is a whole problem of this status. */
  JsonNode problem(WebTestClient.ResponseSpec response, int status) {
    response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    JsonNode problem = body(response.expectStatus().isEqualTo(status));
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("type").asString())
        .isEqualTo("https://vetra.top/problems/" + problem.get("code").asString());
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("detail").asString())
        .isNotBlank()
        .doesNotContain("Exception", "top.vetra", "springframework", "127.0.0.1");
    return problem;
  }

  void complete(String conversion, String space) {
    String key = "results/" + space + "/mp3-high.mp3";
    objectStore.put(key, new byte[1], "audio/mpeg").block(PATIENCE);
    Instant now = Instant.now();
    publish(new JobEvent.SpaceFound(conversion, now, space(space)));
    publish(new JobEvent.Completed(conversion, now, result(key)));
  }

  static ResultFile result(String key) {
    return new ResultFile(
        key,
        "https://objects.example/1",
        Instant.now().plusSeconds(3600),
        "A talk.mp3",
        "audio/mpeg",
        123,
        120.5,
        List.of());
  }

  static Space space(String id) {
    return new Space(id, "A talk", null, null, null, 90.0, List.of());
  }

  boolean isStopped(String conversion) {
    return Boolean.TRUE.equals(objectStore.exists(ObjectKeys.ended(conversion)).block(PATIENCE));
  }

  static String id(JsonNode job) {
    return job.get("id").asString();
  }

  JsonNode get(JsonNode job) {
    return body(http.get().uri("/api/v1/jobs/" + id(job)).exchange().expectStatus().isOk());
  }

  JsonNode delete(JsonNode job) {
    return body(http.delete().uri("/api/v1/jobs/" + id(job)).exchange().expectStatus().isOk());
  }

  JsonNode body(WebTestClient.ResponseSpec response) {
    return json.readTree(response.expectBody().returnResult().getResponseBody());
  }

  String conversionOf(JsonNode job) {
    return Objects.requireNonNull(jobs.find(job.get("id").asString()).block(PATIENCE))
        .conversionId();
  }

  void publish(JobEvent event) {
    events.publish(event).block(PATIENCE);
  }

  JsonNode post(String url) {
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

  JsonNode awaitJob(JsonNode job, String status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                json.readTree(
                    http.get()
                        .uri("/api/v1/jobs/" + id(job))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
            found -> found.path("status").asString("").equals(status));
  }

  WebTestClient.ResponseSpec download(JsonNode job) {
    return http.get().uri("/api/v1/jobs/" + id(job) + "/download").exchange();
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  WebTestClient.ResponseSpec ask(String url) {
    return http.post()
        .uri("/api/v1/jobs")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("url", url))
        .exchange();
  }
}
