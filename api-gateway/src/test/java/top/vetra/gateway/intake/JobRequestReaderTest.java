package top.vetra.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.gateway.webhook.RulesForTests;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class JobRequestReaderTest {

  private static final String SPACE = "\"url\": \"https://x.com/i/spaces/1yNxaZbcdefgh\"";

  private final JobRequestReader reader = new JobRequestReader(RulesForTests.allowing());

  @Test
  void only_the_link_is_required() {
    JobRequest request = read("{" + SPACE + "}");
    assertThat(request.link()).isEqualTo(new SpaceLink.Space("1yNxaZbcdefgh"));
    assertThat(request.preset()).isEqualTo(new Preset(Format.MP3, Quality.HIGH, false));
    assertThat(request.webhook()).isNull();
  }

  @Test
  void the_place_that_a_link_names_is_kept() {
    JobRequest clip = read("{\"url\": \"https://x.com/i/spaces/1yNxaZbcdefgh?clipID=c1ip\"}");
    JobRequest time = read("{\"url\": \"https://x.com/i/spaces/1yNxaZbcdefgh#t=1:35\"}");

    assertThat(clip.pasted().clipId()).isEqualTo("c1ip");
    assertThat(time.pasted().startSeconds()).isEqualTo(95);
  }

  @Test
  void all_can_be_chosen_and_null_is_no_choice() {
    JobRequest request =
        read("{" + SPACE + ", \"quality\": \"compact\", \"allowGaps\": true, \"format\": null}");
    assertThat(request.preset()).isEqualTo(new Preset(Format.MP3, Quality.COMPACT, true));
  }

  @Test
  void fields_that_are_not_known_are_named() {
    assertThat(detail("{" + SPACE + ", \"speed\": 2}"))
        .isEqualTo(
            "speed: unknown field (expected: one of allowGaps, format, quality, url, webhook)");
    assertThat(
            detail("{" + SPACE + ", \"webhook\": {\"url\": \"https://a.example/\", \"key\": 1}}"))
        .isEqualTo("webhook.key: unknown field (expected: one of secret, url)");
  }

  @Test
  void what_was_seen_is_told_in_few_plain_letters() {
    assertThat(detail("{\"url\": {}}")).isEqualTo("url: an object (expected: a string)");
    assertThat(detail("{" + SPACE + ", \"format\": \"\u202e" + "x".repeat(999) + "\"}"))
        .startsWith("format: \"?xxx")
        .contains("xxx... (expected: one of mp3, m4a)")
        .hasSizeLessThan(150);
    assertThat(detail("{" + SPACE + ", \"webhook\": {\"url\": 5}}"))
        .isEqualTo("webhook.url: 5 (expected: a string)");
    assertThat(detail("{\n\"url\" \"a\"}"))
        .isEqualTo("body: not JSON at line 2, column 7 (expected: one JSON object)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"https://x.com/i/spaces/1yNxaZbcdefgh\"",
        "{",
        "{}",
        "{} {}",
        "{\"url\": null}",
        "{\"url\": 5}",
        "{\"url\": [\"https://x.com/i/spaces/1yNxaZbcdefgh\"]}",
        "{\"url\": \"a\", \"url\": \"b\"}",
        "{" + SPACE + ", \"format\": \"wav\"}",
        "{" + SPACE + ", \"format\": \"MP3\"}",
        "{" + SPACE + ", \"format\": 0}",
        "{" + SPACE + ", \"quality\": \"\"}",
        "{" + SPACE + ", \"allowGaps\": \"true\"}",
        "{" + SPACE + ", \"allowGaps\": 1}",
        "{" + SPACE + ", \"webhook\": \"https://example.com\"}",
        "{" + SPACE + ", \"webhook\": {}}",
        "{" + SPACE + ", \"webhook\": {\"url\": \"http://example.com/\"}}",
        "{" + SPACE + ", \"webhook\": {\"url\": \"https://example.com/\", \"secret\": 1}}",
        "{" + SPACE + ", \"webhook\": {\"url\": \"https://example.com/\", \"secret\": \"abc\"}}",
        "{" + SPACE + "} x",
      })
  void what_is_not_such_a_request_is_refused(String body) {
    assertThat(refusal(body)).isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void links_are_told_apart() {
    assertThat(refusal("{\"url\": \"\"}")).isEqualTo(ProblemCode.INVALID_LINK);
    assertThat(refusal("{\"url\": \"no link at all\"}")).isEqualTo(ProblemCode.INVALID_LINK);
    assertThat(detail("{\"url\": \"no link at all\"}"))
        .isEqualTo("The link reads \"no link at all\". " + ProblemCode.INVALID_LINK.advice());
    assertThat(refusal("{\"url\": \"https://example.com/\"}"))
        .isEqualTo(ProblemCode.UNSUPPORTED_LINK);
  }

  private String detail(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem().detail();
  }

  private ProblemCode refusal(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem().code();
  }

  private JobRequest read(String body) {
    return reader.read(body.getBytes(StandardCharsets.UTF_8), "client");
  }
}
