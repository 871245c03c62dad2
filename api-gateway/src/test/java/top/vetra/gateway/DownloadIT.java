package top.vetra.gateway;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way to the finished file. */
class DownloadIT extends RunningGateway {

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
}
