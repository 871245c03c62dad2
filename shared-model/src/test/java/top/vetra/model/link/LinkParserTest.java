package top.vetra.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class LinkParserTest {

  private static final String ID = "1yNGaYRQEpeGj";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x.com/i/spaces/1yNGaYRQEpeGj",
        "http://x.com/i/spaces/1yNGaYRQEpeGj",
        "HTTPS://X.com/i/spaces/1yNGaYRQEpeGj",
        "https://x.com:443/i/spaces/1yNGaYRQEpeGj",
        "https://www.x.com/i/spaces/1yNGaYRQEpeGj",
        "https://m.twitter.com/i/spaces/1yNGaYRQEpeGj",
        "https://mobile.twitter.com/i/spaces/1yNGaYRQEpeGj/",
        "https://twitter.com/i/spaces/1yNGaYRQEpeGj?s=20",
        "https://twitter.com/i/spaces/1yNGaYRQEpeGj/peek",
        "https://twitter.com/i/spaces/1yNGaYRQEpeGj/peek?s=20#top",
        "https://x.com/i/spaces/1yNGaYRQEpeGj?t=a|b{c}%zz and more",
        "https://x.com/i/spaces/1yNGaYRQEpeGj#@evil.example/",
        "https://x.com/I/Spaces/1yNGaYRQEpeGj",
        "x.com/i/spaces/1yNGaYRQEpeGj",
        "x.com:443/i/spaces/1yNGaYRQEpeGj",
        "www.twitter.com/i/spaces/1yNGaYRQEpeGj",
        "1yNGaYRQEpeGj",
        "  1yNGaYRQEpeGj\n",
        "\u200Bhttps://x.com/i/spaces/1yNGaYRQEpeGj\u00A0",
        "<https://x.com/i/spaces/1yNGaYRQEpeGj>",
        "(https://x.com/i/spaces/1yNGaYRQEpeGj).",
        "https://twitter.com/safety/unsafe_link_warning?unsafe_link=https%3A%2F%2Fx.com%2Fi%2Fspaces%2F1yNGaYRQEpeGj",
        "https://twitter.com/safety/unsafe_link_warning?a=b&unsafe_link=https://x.com/i/spaces/1yNGaYRQEpeGj&c=d",
      })
  void reads_a_space(String text) {
    assertThat(LinkParser.parse(text)).isEqualTo(new SpaceLink.Space(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x.com/jack/status/20",
        "https://x.com/jack/status/20?s=20&t=abc",
        "https://twitter.com/jack/statuses/20",
        "https://x.com/i/web/status/20",
        "https://x.com/i/status/20",
        "https://mobile.twitter.com/statuses/20/",
        "x.com/jack/status/20/photo/1",
        "https://x.com/jack/status/20/analytics",
        "https://x.com/_under_score_1/status/20",
      })
  void reads_a_post(String text) {
    assertThat(LinkParser.parse(text)).isEqualTo(new SpaceLink.Post("20"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://t.co/AbC123xyz0",
        "http://t.co/AbC123xyz0",
        "t.co/AbC123xyz0?amp=1",
        "https://x.com/safety/unsafe_link_warning?unsafe_link=https%3A%2F%2Ft.co%2FAbC123xyz0",
      })
  void reads_a_short_link(String text) {
    assertThat(LinkParser.parse(text)).isEqualTo(new SpaceLink.Shortened("AbC123xyz0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "a Space that I liked",
        "1yNGaYRQEpeG",
        "1yNGaYRQEpeGj1",
        "1yNGaYRQEpeG!",
        "１yNGaYRQEpeGj",
        "https://",
        "https:///i/spaces/1yNGaYRQEpeGj",
        "https:/x.com/i/spaces/1yNGaYRQEpeGj",
        "/i/spaces/1yNGaYRQEpeGj",
        "//x.com/i/spaces/1yNGaYRQEpeGj",
        "https://x.com/i/spaces/",
        "https://x.com/i/spaces/short",
        "https://x.com/i/spaces/1yNGaYRQEpeGj1",
        "https://x.com/i/spaces/%31yNGaYRQEpeGj",
        "https://x.com/i/spaces/1yNGaYRQEpeG%6a",
        "https://x.com/i/spaces/1yNGaYRQEpeGj%00",
        "https://x.com/i/spaces/1yNGaYRQEpeGj\u0000",
        "https://x.com/i/spaces/1yNGa\nYRQEpeGj",
        "https://x.com\r\nHost: evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://x.com/jack/status/",
        "https://x.com/jack/status/abc",
        "https://x.com/jack/status/-20",
        "https://x.com/jack/status/٢٠",
        "https://x.com/jack/status/12345678901234567890",
        "https://t.co/a-b",
        "https://t.co/",
        "https:\\\\x.com\\i\\spaces\\1yNGaYRQEpeGj",
        "https://x.com\\@evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://evil.example\\@x.com/i/spaces/1yNGaYRQEpeGj",
        "https://x.com/safety/unsafe_link_warning?unsafe_link=%zz",
        "https://x.com/safety/unsafe_link_warning?unsafe_link=",
      })
  void cannot_read(String text) {
    assertRefused(text, ProblemCode.INVALID_LINK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/i/spaces/1yNGaYRQEpeGj",
        "example.com",
        "https://x.com.evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://x.com@evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://user:secret@x.com/i/spaces/1yNGaYRQEpeGj",
        "https://@x.com/i/spaces/1yNGaYRQEpeGj",
        "x.com@evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://evil.example/x.com/i/spaces/1yNGaYRQEpeGj",
        "https://evil.example?x.com/i/spaces/1yNGaYRQEpeGj",
        "https://evil.example#x.com/i/spaces/1yNGaYRQEpeGj",
        "https://x.com?@evil.example/i/spaces/1yNGaYRQEpeGj",
        "https://ax.com/i/spaces/1yNGaYRQEpeGj",
        "https://x.co/i/spaces/1yNGaYRQEpeGj",
        "https://x.com./i/spaces/1yNGaYRQEpeGj",
        "https://api.x.com/i/spaces/1yNGaYRQEpeGj",
        "https://www.m.x.com/i/spaces/1yNGaYRQEpeGj",
        "https://www.t.co/AbC123xyz0",
        "https://xn--x-tmb.com/i/spaces/1yNGaYRQEpeGj",
        "https://х.com/i/spaces/1yNGaYRQEpeGj",
        "https://x。com/i/spaces/1yNGaYRQEpeGj",
        "https://x%2ecom/i/spaces/1yNGaYRQEpeGj",
        "https://x.com:8443/i/spaces/1yNGaYRQEpeGj",
        "https://x.com:80/i/spaces/1yNGaYRQEpeGj",
        "http://x.com:443/i/spaces/1yNGaYRQEpeGj",
        "https://127.0.0.1/i/spaces/1yNGaYRQEpeGj",
        "http://localhost/i/spaces/1yNGaYRQEpeGj",
        "https://[::1]/i/spaces/1yNGaYRQEpeGj",
        "ftp://x.com/i/spaces/1yNGaYRQEpeGj",
        "file://x.com/i/spaces/1yNGaYRQEpeGj",
        "javascript:alert(1)",
        "mailto:jack@x.com",
        "data:text/html,1yNGaYRQEpeGj",
        "https://x.com",
        "https://x.com/",
        "https://x.com/jack",
        "https://x.com/home",
        "https://x.com/i/spaces",
        "https://x.com/i/spaces/1yNGaYRQEpeGj/chat",
        "https://x.com/i%2Fspaces%2F1yNGaYRQEpeGj",
        "https://x.com/../i/spaces/1yNGaYRQEpeGj",
        "https://x.com/?x=/i/spaces/1yNGaYRQEpeGj",
        "https://x.com/i/broadcasts/1yNGaYRQEpeGj",
        "https://x.com/i/events/1234567890",
        "https://x.com/i/lists/1234567890",
        "https://x.com/jack/with_replies",
        "https://x.com/a/b/status/20",
        "https://t.co/a/b",
        "https://x.com/safety/unsafe_link_warning",
        "https://x.com/safety/unsafe_link_warning?unsafe_link=https%3A%2F%2Fevil.example%2Fi%2Fspaces%2F1yNGaYRQEpeGj",
        "https://evil.example/safety/unsafe_link_warning?unsafe_link=https%3A%2F%2Fx.com%2Fi%2Fspaces%2F1yNGaYRQEpeGj",
      })
  void does_not_support(String text) {
    assertRefused(text, ProblemCode.UNSUPPORTED_LINK);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "3,false"})
  void unwraps_warnings_only_so_deep(int depth, boolean read) {
    String link = "https://x.com/i/spaces/" + ID;
    for (int i = 0; i < depth; i++) {
      link =
          "https://x.com/safety/unsafe_link_warning?unsafe_link="
              + java.net.URLEncoder.encode(link, java.nio.charset.StandardCharsets.UTF_8);
    }
    String wrapped = link;
    if (read) {
      assertThat(LinkParser.parse(wrapped)).isEqualTo(new SpaceLink.Space(ID));
    } else {
      assertRefused(wrapped, ProblemCode.UNSUPPORTED_LINK);
    }
  }

  private static void assertRefused(String text, ProblemCode code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> LinkParser.parse(text))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }
}
