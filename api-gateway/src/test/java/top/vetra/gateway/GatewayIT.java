package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.job.JobStore;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;

class GatewayIT extends RunningGateway {

  @Autowired EventPublisher events;
  @Autowired JobStore jobs;
  @Autowired ReactiveStringRedisTemplate redis;

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

  @Test
  void two_requests_for_one_space_share_their_work_and_a_third_finds_it_done() {
    JsonNode first = post("https://x.com/i/spaces/1shared000001");
    JsonNode second = post("https://twitter.com/i/spaces/1shared000001?s=20");
    assertThat(second.get("id")).isNotEqualTo(first.get("id"));
    assertThat(conversionOf(second)).isEqualTo(conversionOf(first));

    complete(conversionOf(first), "1shared000001");
    awaitJob(first, "completed");
    awaitJob(second, "completed");
    long before = System.nanoTime();
    JsonNode third = post("1shared000001");
    assertThat(third.get("status").asString()).isEqualTo("completed");
    assertThat(third.at("/result/fileName").asString()).isEqualTo("A talk.mp3");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_post_that_turns_out_to_carry_a_space_in_work_is_served_by_that_work() {
    JsonNode bySpace = post("https://x.com/i/spaces/1merged000001");
    JsonNode byPost = post("https://x.com/someone/status/1234567890");
    String given = conversionOf(byPost);
    publish(new JobEvent.Resolving(given, Instant.now()));
    publish(new JobEvent.SpaceFound(given, Instant.now(), space("1merged000001")));
    await().atMost(PATIENCE).until(() -> conversionOf(byPost).equals(conversionOf(bySpace)));
    await().atMost(PATIENCE).until(() -> isStopped(given));
    assertThat(get(byPost).get("status").asString()).isEqualTo("resolving");

    complete(conversionOf(bySpace), "1merged000001");
    awaitJob(byPost, "completed");
    assertThat(conversionOf(post("https://x.com/i/web/status/1234567890")))
        .isEqualTo(conversionOf(bySpace));
  }

  @Test
  void work_stops_when_the_last_job_that_wants_it_is_canceled() {
    JsonNode first = post("https://x.com/i/spaces/1cancel000001");
    JsonNode second = post("https://x.com/i/spaces/1cancel000001");
    String conversion = conversionOf(first);

    assertThat(delete(first).get("status").asString()).isEqualTo("canceled");
    assertThat(isStopped(conversion)).isFalse();
    assertThat(delete(second).get("status").asString()).isEqualTo("canceled");
    await().atMost(PATIENCE).until(() -> isStopped(conversion));
    assertThat(delete(second).get("status").asString()).isEqualTo("canceled");

    JsonNode third = post("https://x.com/i/spaces/1cancel000001");
    assertThat(conversionOf(third)).isNotEqualTo(conversion);
  }

  @Test
  void a_job_that_joins_work_in_the_moment_it_is_given_up_is_moved_to_new_work() {
    JsonNode first = post("https://x.com/i/spaces/1rehome000001");
    String conversion = conversionOf(first);
    delete(first);
    await().atMost(PATIENCE).until(() -> isStopped(conversion));

    JobOrder late =
        new JobOrder(
            "latecomer",
            conversion,
            new SpaceLink.Space("1rehome000001"),
            new Preset(Format.MP3, Quality.HIGH, false),
            null,
            Instant.now());
    publish(new JobEvent.Accepted(conversion, Instant.now(), late));
    await()
        .atMost(PATIENCE)
        .until(
            () -> jobs.find("latecomer").blockOptional(PATIENCE),
            job -> job.isPresent() && !job.get().conversionId().equals(conversion));
  }

  @Test
  void records_are_made_again_from_the_log_when_redis_has_lost_them() {
    JsonNode running = post("https://x.com/i/spaces/1flushed00001");
    publish(new JobEvent.Planned(conversionOf(running), Instant.now(), 40, 4, 120.5));
    JsonNode canceled = post("https://x.com/i/spaces/1flushed00002");
    delete(canceled);
    awaitJob(running, "fetching");

    redis.execute(connection -> connection.serverCommands().flushAll()).blockLast(PATIENCE);
    awaitJob(running, "fetching");
    awaitJob(canceled, "canceled");
  }

  @Test
  void events_end_with_the_final_state_and_resume_after_the_last_one_seen() {
    JsonNode job = post("https://x.com/i/spaces/1events000001");
    String conversion = conversionOf(job);
    publish(new JobEvent.Resolving(conversion, Instant.now()));
    awaitJob(job, "resolving");
    Flux<ServerSentEvent<JsonNode>> events = events(job, null);
    List<ServerSentEvent<JsonNode>> seen =
        Objects.requireNonNull(
            events
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(event -> finishOnce(conversion, "1events000001"))
                .collectList()
                .block(PATIENCE));
    assertThat(status(seen.get(0))).isEqualTo("resolving");
    assertThat(status(seen.get(seen.size() - 1))).isEqualTo("completed");
    assertThat(seen).allMatch(event -> "job".equals(event.event()));
    assertThat(seen).extracting(ServerSentEvent::id).doesNotHaveDuplicates();

    List<ServerSentEvent<JsonNode>> resumed =
        Objects.requireNonNull(events(job, seen.get(0).id()).collectList().block(PATIENCE));
    assertThat(resumed).extracting(ServerSentEvent::id).doesNotContain(seen.get(0).id());
    assertThat(status(resumed.get(resumed.size() - 1))).isEqualTo("completed");
    http.get()
        .uri("/api/v1/jobs/" + id(job) + "/events")
        .header("Last-Event-ID", Objects.requireNonNull(seen.get(seen.size() - 1).id()))
        .exchange()
        .expectStatus()
        .isNoContent();
  }

  @Test
  void a_download_leads_to_a_fresh_link_once_there_is_a_file() {
    JsonNode job = post("https://x.com/i/spaces/1download0001");
    download(job).expectStatus().isEqualTo(409);
    complete(conversionOf(job), "1download0001");
    awaitJob(job, "completed");
    download(job).expectStatus().isFound().expectHeader().valueMatches("Location", ".*signature.*");
    objectStore.delete("results/1download0001/mp3-high.mp3").block(PATIENCE);
    download(job)
        .expectStatus()
        .isEqualTo(410)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("recording-expired");
  }

  @Test
  void a_failed_job_tells_why() {
    JsonNode job = post("https://x.com/i/spaces/1failed000001");
    publish(
        new JobEvent.Failed(
            conversionOf(job), Instant.now(), Problem.of(ProblemCode.SPACE_NOT_RECORDED)));
    JsonNode failed = awaitJob(job, "failed");
    assertThat(failed.at("/error/code").asString()).isEqualTo("space-not-recorded");
    assertThat(failed.has("result")).isFalse();
    download(job).expectStatus().isNotFound();
    assertThat(conversionOf(post("https://x.com/i/spaces/1failed000001")))
        .isNotEqualTo(conversionOf(job));
  }

  private void finishOnce(String conversion, String space) {
    if (finished.add(conversion)) {
      complete(conversion, space);
    }
  }

  private final Set<String> finished = ConcurrentHashMap.newKeySet();

  private Flux<ServerSentEvent<JsonNode>> events(JsonNode job, @Nullable String lastSeen) {
    return WebClient.create("http://localhost:" + port)
        .get()
        .uri("/api/v1/jobs/" + id(job) + "/events")
        .headers(headers -> headers.set("Last-Event-ID", lastSeen))
        .retrieve()
        .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {});
  }

  private WebTestClient.ResponseSpec download(JsonNode job) {
    return http.get().uri("/api/v1/jobs/" + id(job) + "/download").exchange();
  }

  private void complete(String conversion, String space) {
    String key = "results/" + space + "/mp3-high.mp3";
    objectStore.put(key, new byte[1], "audio/mpeg").block(PATIENCE);
    Instant now = Instant.now();
    publish(new JobEvent.SpaceFound(conversion, now, space(space)));
    publish(
        new JobEvent.Completed(
            conversion,
            now,
            new ResultFile(
                key,
                "https://objects.example/1",
                now.plusSeconds(3600),
                "A talk.mp3",
                "audio/mpeg",
                123,
                120.5,
                List.of())));
  }

  private static Space space(String id) {
    return new Space(id, "A talk", null, null, null, 90.0, List.of());
  }

  private boolean isStopped(String conversion) {
    return Boolean.TRUE.equals(objectStore.exists(ObjectKeys.ended(conversion)).block(PATIENCE));
  }

  private static String status(ServerSentEvent<JsonNode> event) {
    return Objects.requireNonNull(event.data()).get("status").asString();
  }

  private static String id(JsonNode job) {
    return job.get("id").asString();
  }

  private JsonNode get(JsonNode job) {
    return body(http.get().uri("/api/v1/jobs/" + id(job)).exchange().expectStatus().isOk());
  }

  private JsonNode delete(JsonNode job) {
    return body(http.delete().uri("/api/v1/jobs/" + id(job)).exchange().expectStatus().isOk());
  }

  private JsonNode body(WebTestClient.ResponseSpec response) {
    return json.readTree(response.expectBody().returnResult().getResponseBody());
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
                        .uri("/api/v1/jobs/" + id(job))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
            found -> found.path("status").asString("").equals(status));
  }
}
