package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.resolver.FakeX.Reply;

class ShortLinksTest {

  private final FakeX x = new FakeX();

  @AfterEach
  void close() {
    x.close();
  }

  private String outcome() {
    return Conversion.of("https://t.co/AbC123xyz0", x.settings()).outcome();
  }

  private void redirect(String target) {
    x.answer("/tco/", request -> Reply.json(301, "").with("Location", target));
  }

  private void page(String html) {
    x.answer("/tco/", request -> Reply.json(200, html).with("Content-Type", "text/html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x.com/i/spaces/1yNGaYRQEpeGj?s=20",
        "https://twitter.com/i/spaces/1yNGaYRQEpeGj/peek",
        "https://twitter.com/safety/unsafe_link_warning?unsafe_link=https%3A%2F%2Fx.com%2Fi%2Fspaces%2F1yNGaYRQEpeGj",
      })
  void lead_to_a_space(String target) {
    redirect(target);

    assertThat(outcome()).isEqualTo("completed");
    assertThat(x.requests("/tco/AbC123xyz0")).hasSize(1);
  }

  @Test
  void may_lead_to_another_short_link() {
    x.answer(
        "/tco/",
        request ->
            Reply.json(301, "")
                .with(
                    "Location",
                    request.isFor("AbC123xyz0") ? "https://t.co/second" : FakeX.SPACE_LINK));

    assertThat(outcome()).isEqualTo("completed");
  }

  @Test
  void are_not_followed_in_circles() {
    redirect("https://t.co/AbC123xyz0");

    assertThat(outcome()).isEqualTo("space-not-found");
    assertThat(x.requests("/tco/")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<head><noscript><META http-equiv=\"refresh\" content=\"0;URL=https://x.com/i/spaces/1yNGaYRQEpeGj?a=1&amp;b=2\"></noscript><title>x</title></head>",
        "<meta http-equiv=refresh content='0; url=https://x.com/i/spaces/1yNGaYRQEpeGj'>",
        "<meta content=\"0;URL=https://x.com/i/spaces/1yNGaYRQEpeGj\" http-equiv=\"refresh\">",
      })
  void are_read_from_a_page_too(String html) {
    page(html);

    assertThat(outcome()).isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/i/spaces/1yNGaYRQEpeGj",
        "http://127.0.0.1:1/latest",
        "http://[::1]/",
        "file:///etc/passwd",
        "/i/spaces/1yNGaYRQEpeGj",
        "https://x.com/i/broadcasts/1yNGaYRQEpeGj",
        "https://x.com/i/spaces/bad",
        "%%%",
      })
  void to_elsewhere_are_refused_without_a_look(String target) {
    redirect(target);
    assertThat(outcome()).isEqualTo("space-not-found");

    page("<meta http-equiv=\"refresh\" content=\"0;URL=" + target + "\">");
    assertThat(outcome()).isEqualTo("space-not-found");
  }

  @Test
  void that_lead_nowhere_are_said_to() {
    Conversion conversion = Conversion.of("https://t.co/AbC123xyz0", x.settings());

    assertThat(conversion.outcome()).isEqualTo("space-not-found");
    assertThat(conversion.detail()).contains("nowhere");
  }

  @Test
  void with_pages_that_cannot_be_understood_are_a_change_at_x() {
    page("<p>Hello".repeat(1000));

    assertThat(outcome()).isEqualTo("upstream-changed");
  }

  @Test
  void that_fail_are_tried_again() {
    x.answer(
        "/tco/",
        request ->
            x.requests("/tco/").size() < 3
                ? new Reply(502, java.util.Map.of(), Mono.empty())
                : Reply.json(301, "").with("Location", FakeX.SPACE_LINK));

    assertThat(outcome()).isEqualTo("completed");
  }

  @Test
  void wait_when_there_were_too_many() {
    TestClock clock = new TestClock();
    String reset = "" + clock.instant().plusSeconds(30).getEpochSecond();
    x.answer(
        "/tco/",
        request ->
            x.requests("/tco/").size() < 2
                ? Reply.json(429, "").with("x-rate-limit-reset", reset)
                : Reply.json(301, "").with("Location", FakeX.SPACE_LINK));

    Conversion conversion = Conversion.of("https://t.co/AbC123xyz0", x.settings(), clock);

    assertThat(conversion.outcome()).isEqualTo("completed");
    assertThat(conversion.events(JobEvent.Waiting.class)).hasSize(1);
  }
}
