package top.vetra.resolver.x.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.job.Space.Host;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.FoundSpace.State;

class BroadcastReaderTest {

  private static FoundSpace read(String json) {
    return BroadcastReader.read(JsonMapper.shared().readTree(json), "1yNGaYRQEpeGj");
  }

  @Test
  void reads_a_recorded_broadcast() {
    FoundSpace found =
        read(
            """
            {"media_key":"28_1","state":"ENDED","status":"Launch &amp; landing",
             "available_for_replay":true,"user_display_name":"Ada","twitter_username":"ada",
             "start_ms":1773511200123,"end_ms":"1773514800623"}
            """);

    assertThat(found.state()).isEqualTo(State.OVER);
    assertThat(found.replay()).isTrue();
    assertThat(found.mediaKey()).isEqualTo("28_1");
    assertThat(found.space().title()).isEqualTo("Launch & landing");
    assertThat(found.space().host()).isEqualTo(new Host("Ada", "ada", null));
    assertThat(found.space().startedAt()).isEqualTo(Instant.ofEpochMilli(1773511200123L));
    assertThat(found.space().endedAt()).isEqualTo(Instant.ofEpochMilli(1773514800623L));
  }

  @Test
  void reads_times_of_older_answers_and_tells_what_is_no_recording() {
    FoundSpace live =
        read("{\"state\":\"RUNNING\",\"created_at\":\"2026-03-14T18:00:00.123+00:00\"}");

    assertThat(live.state()).isEqualTo(State.RUNNING);
    assertThat(live.space().startedAt()).isEqualTo(Instant.parse("2026-03-14T18:00:00.123Z"));
    assertThat(read("{\"state\":\"ENDED\",\"available_for_replay\":false}").replay()).isFalse();
    assertThat(read("{\"state\":\"SOMETHING\"}").state()).isEqualTo(State.UNKNOWN);
    assertThat(read("{\"state\":{},\"media_key\":\"../x\",\"start_ms\":[]}").mediaKey()).isNull();
  }
}
