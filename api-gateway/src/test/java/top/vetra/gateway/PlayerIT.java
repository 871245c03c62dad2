package top.vetra.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What a player asks beside the file. */
class PlayerIT extends RunningGateway {

  private static final String TABLE =
      "{\"startSeconds\":-0.012,\"stepSeconds\":9.984,\"offsets\":[17513,224105,431201]}";

  @Test
  void the_seek_table_is_the_one_beside_the_file() {
    JsonNode job = post("https://x.com/i/spaces/1seektable001");
    assertThat(problem(seekTable(job), 404).get("code").asString()).isEqualTo("not-found");
    complete(conversionOf(job), "1seektable001");
    awaitJob(job, "completed");
    assertThat(problem(seekTable(job), 404).get("detail").asString()).contains("no seek table");

    store("results/1seektable001/mp3-high.mp3.seek-table.json", TABLE);

    assertThat(body(seekTable(job).expectStatus().isOk())).hasToString(TABLE);
  }

  @Test
  void the_waveform_is_where_earlier_versions_put_it_for_all_files_of_a_space() {
    JsonNode job = post("https://x.com/i/spaces/1waveform0001");
    complete(conversionOf(job), "1waveform0001");
    awaitJob(job, "completed");
    assertThat(problem(get(job, "/waveform"), 404).get("detail").asString())
        .contains("no waveform");

    store("results/1waveform0001/waveform.json", "{\"peaks\":[0,100,7]}");

    assertThat(body(get(job, "/waveform").expectStatus().isOk()))
        .hasToString("{\"peaks\":[0,100,7]}");
  }

  @Test
  void the_waveform_of_a_file_goes_before_an_earlier_one_of_its_space() {
    JsonNode job = post("https://x.com/i/spaces/1waveform0002");
    complete(conversionOf(job), "1waveform0002");
    awaitJob(job, "completed");
    store("results/1waveform0002/waveform.json", "{\"peaks\":[1]}");
    store("results/1waveform0002/mp3-high.mp3.waveform.json", "{\"peaks\":[2]}");

    assertThat(body(get(job, "/waveform").expectStatus().isOk())).hasToString("{\"peaks\":[2]}");
  }

  private void store(String key, String json) {
    objectStore.put(key, json.getBytes(UTF_8), "application/json").block(PATIENCE);
  }

  private ResponseSpec seekTable(JsonNode job) {
    return get(job, "/seek-table");
  }

  private ResponseSpec get(JsonNode job, String what) {
    return http.get().uri("/api/v1/jobs/" + job.get("id").asString() + what).exchange();
  }
}
