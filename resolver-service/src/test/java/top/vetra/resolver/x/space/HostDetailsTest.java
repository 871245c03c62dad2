package top.vetra.resolver.x.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.job.Space;

class HostDetailsTest {

  private static final Space BARE =
      new Space("1yNGaYRQEpeGj", null, null, null, null, null, List.of());

  @Test
  void reads_where_the_replay_starts_and_what_it_was_about() {
    Space space =
        read(
            """
            {"replay_start_time":95,"language":"en","community_results":{"result":{"name":"Rust"}},
             "topics":["Coffee",{"name":"Code"},{"topic":{"topic_id":"1","name":"Tea &amp; more"}}]}
            """);

    assertThat(space)
        .isEqualTo(BARE.withDetails(95, "en", List.of("Coffee", "Code", "Tea & more"), "Rust"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"replay_start_time\":0,\"language\":null,\"topics\":[],\"community_results\":{}}",
        "{\"replay_start_time\":-3,\"language\":{},\"topics\":{\"a\":1},\"community_results\":[]}",
        "{\"replay_start_time\":\"soon\",\"topics\":[{},null,[]],\"language\":\" \"}",
        "{\"replay_start_time\":1e12}"
      })
  void does_without_what_is_missing_or_of_another_kind(String metadata) {
    assertThat(read(metadata)).isEqualTo(BARE);
  }

  private static Space read(String metadata) {
    return HostDetails.add(BARE, JsonMapper.shared().readTree(metadata));
  }
}
