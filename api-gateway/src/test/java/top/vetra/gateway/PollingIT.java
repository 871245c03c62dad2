package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Asking for a job again and again. */
class PollingIT extends RunningGateway {

  private static final String JOBS = "/api/v1/jobs";

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
                .valueEquals("Cache-Control", "no-cache, private"));
    assertThat(job.propertyNames())
        .containsExactlyInAnyOrder("id", "status", "progress", "createdAt", "updatedAt");
    assertThat(job.get("progress").propertyNames())
        .containsExactlyInAnyOrder(
            "percent", "segmentsFetched", "segmentsTotal", "chunksEncoded", "chunksTotal");
    assertThat(job.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  }

  @Test
  void a_job_that_has_not_changed_is_not_sent_again() {
    JsonNode job = post("https://x.com/i/spaces/1polled000001");
    String seen = etag(poll(job, null).expectStatus().isOk());
    poll(job, seen)
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals("ETag", seen)
        .expectHeader()
        .valueEquals("Retry-After", "1")
        .expectBody()
        .isEmpty();
    poll(job, "W/\"1\", " + seen).expectStatus().isNotModified();

    publish(new JobEvent.Resolving(conversionOf(job), Instant.now()));
    awaitJob(job, "resolving");
    assertThat(etag(poll(job, seen).expectStatus().isOk())).isNotEqualTo(seen);
  }

  @Test
  void a_job_that_waits_asks_for_as_much_patience() {
    JsonNode job = post("https://x.com/i/spaces/1polled000002");
    Instant now = Instant.now();
    publish(
        new JobEvent.Waiting(
            conversionOf(job),
            now,
            Problem.of(ProblemCode.RECORDING_NOT_READY),
            now.plusSeconds(20),
            now.plusSeconds(60)));
    awaitJob(job, "waiting");
    assertThat(retryAfter(poll(job, null))).isBetween(10, 20);
  }

  @Test
  void a_job_that_has_ended_asks_for_no_other_look() {
    JsonNode job = post("https://x.com/i/spaces/1polled000003");
    complete(conversionOf(job), "1polled000003");
    awaitJob(job, "completed");
    WebTestClient.ResponseSpec answer = poll(job, null);
    answer.expectHeader().doesNotExist("Retry-After");
    poll(job, etag(answer)).expectStatus().isNotModified();
  }

  private WebTestClient.ResponseSpec poll(JsonNode job, @Nullable String seen) {
    return http.get()
        .uri(JOBS + "/" + id(job))
        .headers(headers -> headers.set("If-None-Match", seen))
        .exchange();
  }

  private static String etag(WebTestClient.ResponseSpec response) {
    return Objects.requireNonNull(headers(response).getETag());
  }

  private static int retryAfter(WebTestClient.ResponseSpec response) {
    return Integer.parseInt(Objects.requireNonNull(headers(response).getFirst("Retry-After")));
  }

  private static HttpHeaders headers(WebTestClient.ResponseSpec response) {
    return response.returnResult(Void.class).getResponseHeaders();
  }
}
