package top.vetra.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class LinkParserTest {

  private static final String SPACE = "https://x.com/i/spaces/1yNGaYRQEpeGj";

  @ParameterizedTest
  @MethodSource("pasted")
  void reads_what_people_paste(PastedText pasted) {
    if (pasted.refused() == null) {
      PastedLink read = LinkParser.read(pasted.text());
      assertThat(read.link().key()).isEqualTo(pasted.reads());
      assertThat(read.clipId()).isEqualTo(pasted.clip());
      assertThat(read.startSeconds()).isEqualTo(pasted.start());
    } else {
      assertThat(refusal(pasted.text()).code().code()).isEqualTo(pasted.refused());
    }
  }

  static List<PastedText> pasted() {
    return PastedText.all();
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.com/jack, profile",
    "https://x.com/jack/with_replies, profile",
    "https://x.com/i/lists/1234567890, list",
    "https://x.com/jack/lists/friends, list",
    "https://x.com/i/article/1234567890, article",
    "https://x.com/i/events/1234567890, event",
    "https://x.com/i/communities/1234567890, community",
    "https://x.com/search?q=spaces, search",
    "https://x.com, front page",
    "https://x.com/i/spaces, no Space",
    "https://x.com:8443/i/spaces/1yNGaYRQEpeGj, port",
    "https://x.com/i/spaces/short, damaged",
    "https://example.com, Space",
  })
  void says_what_a_link_is_that_is_no_space(String text, String word) {
    assertThat(refusal(text).detail()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "5,true", "6,false"})
  void unwraps_only_so_deep(int depth, boolean read) {
    String link = SPACE;
    for (int i = 0; i < depth; i++) {
      link = "https://www.google.com/url?q=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
    String wrapped = link;
    if (read) {
      assertThat(LinkParser.parse(wrapped).key()).isEqualTo("space:1yNGaYRQEpeGj");
    } else {
      assertThat(refusal(wrapped).code()).isEqualTo(ProblemCode.UNSUPPORTED_LINK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https%3A%2F%2F", "https%25253A%25252F%25252F", "x.com/", "://", "x"})
  void long_texts_are_read_in_no_time(String piece) {
    String text = piece.repeat(16_000 / piece.length()) + " ";
    assertThat(LinkParser.parse(text + SPACE).key()).isEqualTo("space:1yNGaYRQEpeGj");
    assertThat(refusal(text + " ".repeat(1000) + SPACE).code()).isEqualTo(ProblemCode.INVALID_LINK);
  }

  private static Problem refusal(String text) {
    return catchThrowableOfType(ProblemException.class, () -> LinkParser.read(text)).problem();
  }
}
