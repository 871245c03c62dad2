package top.vetra.resolver.x.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.job.Space;
import top.vetra.model.job.Space.Host;
import top.vetra.model.job.Space.Participant;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.FoundSpace.State;

class SpaceReaderTest {

  private static FoundSpace read(String json) {
    return SpaceReader.read(JsonMapper.shared().readTree(json), "1yNGaYRQEpeGj");
  }

  private static FoundSpace metadata(String fields) {
    return read("{\"metadata\":{" + fields + "}}");
  }

  @Test
  void reads_all_that_people_may_see() {
    FoundSpace found =
        read(
            """
            {"metadata":{"rest_id":"1yNGaYRQEpeGj","state":"Ended","title":"Café & Code",
              "media_key":"28_1900000000000000001","started_at":1773511200123,
              "ended_at":"1773514800623","is_space_available_for_replay":true,
              "creator_results":{"result":{"legacy":{"name":"Ada","screen_name":"ada",
                "profile_image_url_https":"https://pbs.twimg.com/profile_images/1/a_normal.jpg"}}}},
             "participants":{"total":99,
              "admins":[{"periscope_user_id":"1a","twitter_screen_name":"ada",
                "display_name":"Ada","avatar_url":"https://pbs.twimg.com/a.jpg"}],
              "speakers":[{"periscope_user_id":"2b","display_name":"Bruno"}],
              "listeners":[{"periscope_user_id":"3c","display_name":"Chiyo"}]}}
            """);

    assertThat(found.state()).isEqualTo(State.OVER);
    assertThat(found.replay()).isTrue();
    assertThat(found.mediaKey()).isEqualTo("28_1900000000000000001");
    Space space = found.space();
    assertThat(space.title()).isEqualTo("Café & Code");
    assertThat(space.startedAt()).isEqualTo(Instant.ofEpochMilli(1773511200123L));
    assertThat(space.endedAt()).isEqualTo(Instant.ofEpochMilli(1773514800623L));
    assertThat(space.durationSeconds()).isEqualTo(3600.5);
    assertThat(space.host())
        .isEqualTo(new Host("Ada", "ada", "https://pbs.twimg.com/profile_images/1/a_normal.jpg"));
    assertThat(space.participants())
        .containsExactly(
            new Participant("1a", "Ada", "ada", "https://pbs.twimg.com/a.jpg", "admin"),
            new Participant("2b", "Bruno", null, null, "speaker"));
  }

  @Test
  void reads_names_from_core_where_newer_queries_put_them() {
    FoundSpace found =
        metadata(
            "\"creator_results\":{\"result\":{\"core\":{\"name\":\"Ada\",\"screen_name\":\"ada\"},"
                + "\"avatar\":{\"image_url\":\"https://pbs.twimg.com/b.jpg\"},\"legacy\":{}}}");

    assertThat(found.space().host())
        .isEqualTo(new Host("Ada", "ada", "https://pbs.twimg.com/b.jpg"));
  }

  @Test
  void takes_the_first_admin_for_the_host_where_the_creator_is_missing() {
    FoundSpace found =
        read(
            "{\"metadata\":{},\"participants\":{\"admins\":[{\"user_results\":{\"result\":{\"core\":"
                + "{\"name\":\"Ada\",\"screen_name\":\"ada\"},\"avatar\":"
                + "{\"image_url\":\"https://pbs.twimg.com/b.jpg\"}}}}]}}");

    assertThat(found.space().host())
        .isEqualTo(new Host("Ada", "ada", "https://pbs.twimg.com/b.jpg"));
    assertThat(found.space().participants())
        .containsExactly(
            new Participant(null, "Ada", "ada", "https://pbs.twimg.com/b.jpg", "admin"));
  }

  @Test
  void unescapes_what_people_typed_once() {
    FoundSpace found =
        metadata(
            "\"title\":\"Q&amp;A &lt;live&gt; &amp;amp;\",\"creator_results\":{\"result\":"
                + "{\"legacy\":{\"name\":\"Tom &amp; Ana\"}}}");

    assertThat(found.space().title()).isEqualTo("Q&A <live> &amp;");
    assertThat(found.space().host()).isEqualTo(new Host("Tom & Ana", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"title\":null,\"creator_results\":null,\"ended_at\":null,\"started_at\":null",
        "\"title\":[1],\"creator_results\":{\"result\":{}},\"ended_at\":\"soon\"",
        "\"title\":{},\"creator_results\":[],\"started_at\":{},\"media_key\":{},\"state\":[]",
        "\"title\":\" \\u0000\\n \",\"started_at\":-5,\"ended_at\":\"99999999999999999999\"",
        "\"is_space_available_for_replay\":\"perhaps\",\"media_key\":\"../../x?y\"",
      })
  void does_without_what_is_missing_or_of_another_kind(String fields) {
    FoundSpace found = metadata(fields);

    assertThat(found)
        .isEqualTo(
            new FoundSpace(
                new Space("1yNGaYRQEpeGj", null, null, null, null, null, Collections.emptyList()),
                State.UNKNOWN,
                false,
                null));
  }

  @Test
  void cuts_what_people_typed_to_one_line_that_can_be_written() {
    String wild = "a\\u0000b\\r\\nc\\u2028d\\ud83de " + "\\ud83c\\udf99".repeat(400);

    String title = String.valueOf(metadata("\"title\":\"" + wild + "\"").space().title());

    assertThat(title).startsWith("a b c d e \ud83c\udf99");
    assertThat(title.codePointCount(0, title.length())).isEqualTo(300);
    assertThatCode(() -> new JsonMapper().writeValueAsBytes(title)).doesNotThrowAnyException();
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(title)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pbs.twimg.com/a.jpg",
        "https://pbs.twimg.com.evil.example/a.jpg",
        "https://evil.example/?pbs.twimg.com",
        "https://pbs.twimg.com@evil.example/a.jpg",
        "https://pbs.twimg.com:8443/a.jpg",
        "https://twimg.com/a.jpg",
        "javascript:alert(1)//pbs.twimg.com",
        "not an address",
      })
  void shows_no_images_from_elsewhere(String address) {
    FoundSpace found =
        metadata(
            "\"creator_results\":{\"result\":{\"legacy\":{\"name\":\"Ada\","
                + "\"profile_image_url_https\":\""
                + address
                + "\"}}}");

    assertThat(found.space().host()).isEqualTo(new Host("Ada", null, null));
  }

  @Test
  void keeps_a_crowd_small_enough_for_a_message() {
    String person =
        "{\"periscope_user_id\":\"%1$s\",\"display_name\":\"%1$s\",\"twitter_screen_name\":\"%1$s\"}"
            .formatted("\ud83c\udf99".repeat(1000));
    String crowd = String.join(",", Collections.nCopies(600, person));

    Space space = read("{\"participants\":{\"speakers\":[" + crowd + "]}}").space();

    assertThat(space.participants()).hasSize(500);
    assertThat(new JsonMapper().writeValueAsBytes(space)).hasSizeLessThan(900_000);
  }
}
