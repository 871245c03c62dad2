package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Jobs that wait for their turn, where one conversion of a client is worked on at a time. */
@TestPropertySource(properties = {"redis-database=/1", "vetra.queue.running-per-client=1"})
@SuppressWarnings("NullAway.Init")
class QueueIT extends RunningGateway {

  private static final String MEAN_RUN = "vetra:queue:mean-run";

  @Autowired ReactiveStringRedisTemplate redis;
  @Autowired ConversionStore conversions;

  private JsonNode running;

  @BeforeEach
  void occupy() {
    redis.opsForValue().delete(MEAN_RUN).block(PATIENCE);
    // How long the line is, is known for a second.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> running = post("https://x.com/i/spaces/1queueruns001"));
    await().atMost(PATIENCE).until(() -> isBegun(running));
  }

  @AfterEach
  void cleanUp() {
    delete(running);
  }

  @Test
  void jobs_in_line_tell_their_place_and_move_up_when_one_before_them_ends_or_is_canceled() {
    JsonNode first = post("https://x.com/i/spaces/1queuewait001");
    JsonNode second = post("https://x.com/i/spaces/1queuewait002");
    awaitPlace(first, 1);
    awaitPlace(second, 2);
    JsonNode seen = get(second);
    assertThat(seen.get("status").asString()).isEqualTo("queued");
    assertThat(expectedStart(second)).isAfter(Instant.parse(seen.get("createdAt").asString()));
    assertThat(isBegun(second)).isFalse();
    String etag = etag(second);

    delete(first);
    awaitPlace(second, 1);
    assertThat(etag(second)).isNotEqualTo(etag);

    complete(conversionOf(running), "1queueruns001");
    await().atMost(PATIENCE).until(() -> isBegun(second));
    assertThat(get(second).has("queue")).isFalse();
    delete(second);
  }

  @Test
  void a_conversion_that_waits_for_its_recording_lets_the_next_one_out() {
    JsonNode next = post("https://x.com/i/spaces/1queuewait003");
    awaitPlace(next, 1);
    Instant later = Instant.now().plusSeconds(600);
    Problem reason = Problem.of(ProblemCode.RECORDING_NOT_READY);
    publish(new JobEvent.Waiting(conversionOf(running), Instant.now(), reason, later, later));
    await().atMost(PATIENCE).until(() -> isBegun(next));
    delete(next);
  }

  @Test
  void what_would_wait_for_too_long_is_refused_and_what_runs_or_waits_is_joined_all_the_same() {
    JsonNode waiting = post("https://x.com/i/spaces/1queuewait004");
    redis.opsForValue().set(MEAN_RUN, "7200000").block(PATIENCE);
    await()
        .atMost(PATIENCE)
        .until(() -> expectedStart(waiting).isAfter(Instant.now().plusSeconds(3600)));
    WebTestClient.ResponseSpec refused = ask("https://x.com/i/spaces/1queuewait005");
    refused.expectHeader().valueMatches("Retry-After", "[1-9][0-9]*");
    assertThat(problem(refused, 503).get("code").asString()).isEqualTo("overloaded");
    delete(post("https://x.com/i/spaces/1queueruns001"));
    delete(post("https://x.com/i/spaces/1queuewait004"));
    delete(waiting);
  }

  private Instant expectedStart(JsonNode job) {
    String at = get(job).path("queue").path("expectedStartAt").asString("");
    return at.isEmpty() ? Instant.EPOCH : Instant.parse(at);
  }

  private void awaitPlace(JsonNode job, int place) {
    await()
        .atMost(PATIENCE)
        .until(() -> get(job), seen -> seen.path("queue").path("place").asInt(0) == place);
  }

  private boolean isBegun(JsonNode job) {
    return conversions.find(conversionOf(job)).blockOptional(PATIENCE).orElseThrow().begunAt()
        != null;
  }

  private String etag(JsonNode job) {
    return Objects.requireNonNull(
        http.get()
            .uri("/api/v1/jobs/" + id(job))
            .exchange()
            .returnResult(byte[].class)
            .getResponseHeaders()
            .getETag());
  }
}
