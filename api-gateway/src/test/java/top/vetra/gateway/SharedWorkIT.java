package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;

/** Equal wishes share their work, and work that nobody wants ends. */
class SharedWorkIT extends RunningGateway {

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
}
