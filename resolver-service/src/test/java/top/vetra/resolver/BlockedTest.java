package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.event.JobEvent;
import top.vetra.resolver.FakeX.Reply;

/** The firewall before X, which answers with a page of its own. */
class BlockedTest {

  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>";

  private final FakeX x = new FakeX();
  private final TestClock clock = new TestClock();

  @AfterEach
  void close() {
    x.close();
  }

  private static Reply page(int status) {
    return Reply.json(status, PAGE)
        .with("Content-Type", "text/html; charset=UTF-8")
        .with("Server", "cloudflare");
  }

  private Conversion convert(String... settings) {
    return Conversion.of(FakeX.SPACE_LINK, x.settings(settings), clock);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 503})
  void a_block_that_stays_ends_the_job_by_its_name(int status) {
    SimpleMeterRegistry counts = new SimpleMeterRegistry();
    Metrics.addRegistry(counts);
    x.answer(request -> page(status));
    try {
      Conversion conversion = convert();

      assertThat(conversion.outcome()).isEqualTo("upstream-blocked");
      List<JobEvent.Waiting> waits = conversion.events(JobEvent.Waiting.class);
      assertThat(waits)
          .hasSize(4)
          .allSatisfy(
              wait -> assertThat(wait.reason().code().code()).isEqualTo("upstream-blocked"));
      assertThat(waits.stream().map(wait -> Duration.between(wait.at(), wait.until())))
          .isSorted()
          .doesNotHaveDuplicates();
      // One call finds out at the end of each pause.
      assertThat(x.requests("/")).hasSize(5);
      assertThat(counts.counter("vetra.upstream.blocked", "endpoint", "GUEST_TOKEN").count())
          .isEqualTo(5);
    } finally {
      Metrics.removeRegistry(counts);
    }
  }

  @Test
  void a_block_that_passes_is_waited_for_and_costs_no_token() {
    Instant end = clock.instant().plusSeconds(12);
    x.answer(
        "AudioSpaceById", request -> clock.instant().isBefore(end) ? page(403) : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");
    assertThat(x.requests("guest/activate")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"guest/activate", "live_video_stream", "TweetResultByRestId"})
  void it_is_known_wherever_it_stands(String part) {
    x.answer(part, request -> page(403));

    String link = part.startsWith("Tweet") ? "https://x.com/jack/status/20" : FakeX.SPACE_LINK;

    assertThat(Conversion.of(link, x.settings(), clock).outcome()).isEqualTo("upstream-blocked");
  }

  @Test
  void who_is_turned_away_at_one_address_is_let_in_at_another() {
    x.answer("/i/api/", request -> page(403));

    Conversion conversion = convert();

    assertThat(conversion.outcome()).isEqualTo("completed");
    assertThat(conversion.events(JobEvent.Waiting.class)).isEmpty();
    assertThat(x.requests("/i/api/")).hasSize(1);
  }

  @Test
  void a_challenge_is_told_by_its_header_alone() {
    x.answer("AudioSpaceById", request -> Reply.json(403, "{}").with("cf-mitigated", "challenge"));

    assertThat(convert().outcome()).isEqualTo("upstream-blocked");
  }

  @Test
  void x_being_down_is_no_block() {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(503, "<!doctype html><title>X / Over capacity</title>")
                .with("Content-Type", "text/html"));

    assertThat(convert().outcome()).isEqualTo("upstream-unavailable");
  }
}
