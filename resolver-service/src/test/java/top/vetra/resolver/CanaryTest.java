package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import top.vetra.resolver.FakeX.Reply;
import top.vetra.resolver.x.canary.CanaryHealth;

/** A public Space that tells "hidden from us" from "not there". */
class CanaryTest {

  private static final String CANARY = "1CanaryIsHere";
  private static final String NOTHING = "{\"data\":{\"audioSpace\":{}}}";

  private final FakeX x = new FakeX();
  private final AtomicBoolean hidden = new AtomicBoolean();

  CanaryTest() {
    x.answer(
        "AudioSpaceById",
        request ->
            hidden.get() || !request.parameter("variables").contains(CANARY)
                ? Reply.json(200, NOTHING)
                : x.honest(request));
  }

  @AfterEach
  void close() {
    x.close();
  }

  private Conversion convert(String... settings) {
    return Conversion.of(FakeX.SPACE_LINK, x.settings(settings));
  }

  @Test
  void while_it_is_to_be_seen_an_empty_answer_means_that_there_is_no_such_space() {
    assertThat(convert("VETRA_X_CANARY", CANARY).outcome()).isEqualTo("space-not-found");
  }

  @Test
  void while_it_is_hidden_too_nothing_is_said_of_the_space() {
    hidden.set(true);

    Conversion conversion = convert("VETRA_X_CANARY", CANARY);

    assertThat(conversion.outcome()).isEqualTo("upstream-blocked");
    assertThat(conversion.detail()).contains("cannot tell");
    assertThat(convert().outcome()).isEqualTo("space-not-found");
  }

  @Test
  void it_is_looked_for_until_it_is_to_be_seen_again_and_not_for_each_job() {
    hidden.set(true);
    ResolverSettings settings =
        x.settings("VETRA_X_CANARY", CANARY, "VETRA_X_CANARY_INTERVAL", "PT0.05S");
    TestClock clock = new TestClock();
    ResolverConfiguration wiring = new ResolverConfiguration();
    XClient client = XClient.of(settings, wiring.callBudget(settings, clock), clock);

    for (int job = 0; job < 3; job++) {
      client.x().space(FakeX.SPACE_ID).onErrorComplete().block();
    }
    assertThat(new CanaryHealth(client.canary()).health().blockOptional().orElseThrow())
        .satisfies(
            health -> assertThat(health.getDetails()).containsEntry("spaces", "hidden from us"));
    hidden.set(false);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.canary().last().filter(seen -> !seen.hidden()).isPresent());
  }

  @Test
  void one_that_x_does_not_know_is_no_canary() {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(
                200,
                request.parameter("variables").contains(CANARY)
                    ? "{\"errors\":[{\"message\":\"BadRequest: invalid broadcast_ids\",\"code\":214}]}"
                    : NOTHING));

    assertThat(convert("VETRA_X_CANARY", CANARY).outcome()).isEqualTo("space-not-found");
  }
}
