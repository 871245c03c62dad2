package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Results that are kept for a short time. */
@TestPropertySource(properties = "vetra.retention=PT2S")
class RetentionIT extends RunningGateway {

  @Test
  void a_result_is_gone_when_its_time_is_over_and_not_only_when_it_is_swept_away() {
    JsonNode job = post("https://x.com/i/spaces/1retention001");
    complete(conversionOf(job), "1retention001");
    awaitJob(job, "completed");
    download(job).expectStatus().isFound();
    await().atMost(PATIENCE).until(() -> download(job).returnResult().getStatus().value() == 410);
    assertThat(objectStore.exists("results/1retention001/mp3-high.mp3").block(PATIENCE)).isTrue();
  }
}
