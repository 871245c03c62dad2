package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** A job from its acceptance to its end. */
class JobLifeIT extends RunningGateway {

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
}
