package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.job.JobStore;

/** How the gateway speaks HTTP. */
class HttpIT extends RunningGateway {

  private static final String JOBS = "/api/v1/jobs";

  @Autowired JobStore jobs;

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "GET, /api/v1/nothing, 404",
    "GET, /api/v1/jobs, 405",
    "PUT, /api/v1/jobs, 405",
    "PATCH, /api/v1/jobs/abc, 405",
    "POST, /api/v1/jobs/abc, 405",
    "GET, /api/v1/jobs/abc, 404",
    "GET, /api/v1/jobs/ABC, 404",
    "GET, /api/v1/jobs/a%00b, 404",
    "GET, /api/v1/jobs/..%2f..%2fetc, 404",
    "GET, /api/v1/jobs/abc/download, 404",
    "GET, /api/v1/jobs/abc/events, 404",
    "DELETE, /api/v1/jobs/abc, 404",
    "GET, /actuator/env, 404",
    "GET, /actuator/beans, 404",
  })
  void what_is_not_there_is_told_as_a_problem(String method, String path, int status) {
    problem(http.method(HttpMethod.valueOf(method)).uri(uri(path)).exchange(), status);
  }

  @Test
  void a_body_that_is_not_wanted_is_told_as_a_problem() {
    problem(http.post().uri(JOBS).exchange(), 415);
    problem(post(MediaType.TEXT_PLAIN, "https://x.com/i/spaces/1yNxaZbcdefgh"), 415);
    problem(post(MediaType.APPLICATION_FORM_URLENCODED, "url=a"), 415);
    problem(post(MediaType.APPLICATION_JSON, ""), 400);
    problem(post(MediaType.APPLICATION_JSON, "{\"url\": "), 400);
    problem(post(MediaType.APPLICATION_JSON, "{\"url\": \"" + "a".repeat(17_000) + "\"}"), 413);
    problem(post(MediaType.APPLICATION_JSON, "[".repeat(10_000)), 400);
  }

  @Test
  void links_that_cannot_be_used_are_told_by_their_codes() {
    assertThat(problem(ask("what is this"), 400).get("code").asString()).isEqualTo("invalid-link");
    assertThat(problem(ask("https://youtube.com/watch?v=1"), 422).get("code").asString())
        .isEqualTo("unsupported-link");
    assertThat(problem(ask("https://x.com/i/broadcasts/1yNxaZbcdefgh"), 422).get("type").asString())
        .isEqualTo("https://vetra.top/problems/unsupported-link");
  }

  @Test
  void answers_say_where_the_job_is_and_when_to_ask_again() {
    WebTestClient.ResponseSpec accepted = ask("https://x.com/i/spaces/1http00000001");
    String id = body(accepted.expectStatus().isAccepted()).get("id").asString();
    accepted.expectHeader().valueEquals("Location", JOBS + "/" + id);
    JsonNode job =
        body(
            http.get()
                .uri(JOBS + "/" + id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store"));
    assertThat(job.propertyNames())
        .containsExactlyInAnyOrder("id", "status", "progress", "createdAt", "updatedAt");
    assertThat(job.get("progress").propertyNames())
        .containsExactlyInAnyOrder(
            "percent", "segmentsFetched", "segmentsTotal", "chunksEncoded", "chunksTotal");
    assertThat(job.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  }

  @Test
  void a_request_that_is_sent_again_under_its_key_has_one_job() {
    String url = "https://x.com/i/spaces/1again0000001";
    List<JsonNode> answers =
        Objects.requireNonNull(
            Flux.range(0, 12)
                .flatMap(
                    n ->
                        Mono.fromCallable(() -> body(ask(url, "key-1").expectStatus().isAccepted()))
                            .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block(PATIENCE));
    assertThat(answers).extracting(answer -> answer.get("id").asString()).containsOnly(id(answers));
    assertThat(body(ask(url, "key-2")).get("id").asString()).isNotEqualTo(id(answers));
    problem(ask("https://x.com/i/spaces/1again0000002", "key-1"), 422);
    problem(ask(url, "k".repeat(256)), 400);
  }

  @Test
  void requests_for_one_space_at_the_same_time_share_one_conversion() {
    List<String> conversions =
        Objects.requireNonNull(
            Flux.range(0, 12)
                .flatMap(
                    n ->
                        Mono.fromCallable(() -> body(ask("https://x.com/i/spaces/1atonce000001")))
                            .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(job -> jobs.find(job.get("id").asString()))
                .map(job -> job.conversionId())
                .collectList()
                .block(PATIENCE));
    assertThat(conversions).hasSize(12).containsOnly(conversions.get(0));
  }

  @Test
  void the_page_is_there_and_trusts_nothing_but_its_own_files() {
    for (String path :
        List.of("/", "/index.html", "/page.js", "/page.css", "/icon.svg", "/api/v1/openapi.json")) {
      http.get()
          .uri(path)
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .value(
              "Content-Security-Policy",
              policy -> assertThat(policy).contains("default-src 'none'"))
          .expectHeader()
          .valueEquals("X-Content-Type-Options", "nosniff")
          .expectHeader()
          .doesNotExist("Access-Control-Allow-Origin");
    }
  }

  @Test
  void health_is_told_without_details() {
    for (String path : List.of("", "/liveness", "/readiness")) {
      JsonNode health =
          body(http.get().uri("/actuator/health" + path).exchange().expectStatus().isOk());
      assertThat(health.get("status").asString()).isEqualTo("UP");
      assertThat(health.has("components")).isFalse();
    }
  }

  private static String id(List<JsonNode> answers) {
    return answers.get(0).get("id").asString();
  }

  private JsonNode problem(WebTestClient.ResponseSpec response, int status) {
    response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    JsonNode problem = body(response.expectStatus().isEqualTo(status));
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("type").asString())
        .isEqualTo("https://vetra.top/problems/" + problem.get("code").asString());
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("detail").asString()).isNotBlank().doesNotContain("Exception");
    return problem;
  }

  private WebTestClient.ResponseSpec post(MediaType type, String body) {
    return http.post().uri(JOBS).contentType(type).bodyValue(body).exchange();
  }

  private WebTestClient.ResponseSpec ask(String url) {
    return http.post()
        .uri(JOBS)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("url", url))
        .exchange();
  }

  private WebTestClient.ResponseSpec ask(String url, String key) {
    return http.post()
        .uri(JOBS)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Idempotency-Key", key)
        .bodyValue(Map.of("url", url))
        .exchange();
  }

  private JsonNode body(WebTestClient.ResponseSpec response) {
    return json.readTree(response.expectBody().returnResult().getResponseBody());
  }

  private java.net.URI uri(String path) {
    return java.net.URI.create("http://localhost:" + port + path);
  }
}
