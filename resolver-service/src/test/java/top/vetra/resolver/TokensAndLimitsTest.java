package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import top.vetra.model.event.JobEvent;
import top.vetra.resolver.FakeX.Reply;

/** How guest tokens are spent, and what happens when X wants fewer calls. */
class TokensAndLimitsTest {

  private final FakeX x = new FakeX();
  private final TestClock clock = new TestClock();

  @AfterEach
  void close() {
    x.close();
  }

  private Conversion convert() {
    return Conversion.of(FakeX.SPACE_LINK, x.settings(), clock);
  }

  @Test
  void shares_a_token_until_its_last_call() {
    x.answer(
        request ->
            request.isFor("AudioSpaceById")
                ? x.honest(request).with("x-rate-limit-remaining", "0")
                : x.honest(request).with("x-rate-limit-remaining", "17"));

    convert();

    assertThat(tokens("AudioSpaceById")).containsExactly("1001");
    assertThat(tokens("live_video_stream")).containsExactly("1002");
  }

  @Test
  void gets_another_token_when_x_calls_it_bad() {
    x.answer(
        "AudioSpaceById",
        request ->
            request.header("x-guest-token").equals("1001")
                ? Reply.json(400, "{\"errors\":[{\"code\":239,\"message\":\"Bad guest token\"}]}")
                : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");
    assertThat(tokens("AudioSpaceById")).containsExactly("1001", "1002");
  }

  @Test
  void waits_for_a_near_reset_without_asking_again_before() {
    long reset = clock.instant().plusSeconds(120).getEpochSecond();
    x.answer(
        "AudioSpaceById",
        request ->
            clock.instant().getEpochSecond() < reset
                ? Reply.json(429, "").with("x-rate-limit-reset", "" + reset)
                : x.honest(request));

    Conversion conversion = convert();

    assertThat(conversion.outcome()).isEqualTo("completed");
    assertThat(x.requests("AudioSpaceById")).hasSize(2);
    assertThat(conversion.events(JobEvent.Waiting.class))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.until().getEpochSecond()).isEqualTo(reset);
              assertThat(waiting.reason().code().code()).isEqualTo("upstream-rate-limited");
            });
  }

  @Test
  void tries_a_new_token_once_when_the_reset_is_far() {
    String far = "" + clock.instant().plusSeconds(900).getEpochSecond();
    x.answer(
        "AudioSpaceById",
        request ->
            request.header("x-guest-token").equals("1001")
                ? Reply.json(429, "").with("x-rate-limit-reset", far)
                : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");

    x.answer("AudioSpaceById", request -> Reply.json(429, "").with("x-rate-limit-reset", far));

    assertThat(convert().outcome()).isEqualTo("upstream-rate-limited");
    assertThat(x.requests("AudioSpaceById")).hasSize(4);
  }

  @Test
  void ends_a_job_that_is_limited_again_and_again() {
    x.answer(
        "guest/activate",
        request ->
            Reply.json(429, "")
                .with(
                    "x-rate-limit-reset", "" + clock.instant().plusSeconds(200).getEpochSecond()));

    Conversion conversion = convert();

    assertThat(conversion.outcome()).isEqualTo("upstream-rate-limited");
    assertThat(conversion.events(JobEvent.Waiting.class)).hasSizeBetween(2, 5);
  }

  private List<String> tokens(String part) {
    return x.requests(part).stream().map(request -> request.header("x-guest-token")).toList();
  }
}
