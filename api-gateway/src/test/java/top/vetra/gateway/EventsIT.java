package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;

/** The stream of a job's changes. */
class EventsIT extends RunningGateway {

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

  private static String status(ServerSentEvent<JsonNode> event) {
    return Objects.requireNonNull(event.data()).get("status").asString();
  }
}
