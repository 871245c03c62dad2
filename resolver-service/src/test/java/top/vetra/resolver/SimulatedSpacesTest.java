package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** Every way a Space, its post and its stream can be, as the simulator plays them. */
class SimulatedSpacesTest {

  private static RunningSimulator simulator;

  @BeforeAll
  static void start() {
    simulator = XSimulator.start(SimulatorSettings.defaults().withDemoSeconds(3));
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void forget() {
    simulator.heal();
    simulator.requests().clear();
  }

  private static Conversion convert(String link) {
    return Conversion.of(link, TestSettings.of(variables()));
  }

  private static Map<String, String> variables() {
    return Map.ofEntries(
        Map.entry("VETRA_X_API_URL", simulator.url()),
        Map.entry("VETRA_X_WEB_URL", simulator.url()),
        Map.entry("VETRA_X_SHORT_URL", simulator.url() + "/tco"),
        Map.entry("VETRA_X_ASSETS_URL", simulator.url()),
        Map.entry("VETRA_X_SYNDICATION_URL", simulator.url()),
        Map.entry("VETRA_MEDIA_ALLOWED_HOSTS", simulator.mediaHost()),
        Map.entry("VETRA_X_RESPONSE_TIMEOUT", "PT0.8S"),
        Map.entry("VETRA_X_BACKOFF", "PT0.01S"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live",
        "not-started",
        "pre-published",
        "canceled",
        "not-recorded",
        "not-found",
        "no-metadata",
        "restricted",
        "recording-expired",
        "geo-blocked",
        "unintelligible",
        "shape-changed",
        "rate-limited",
        "failing",
        "hanging",
        "resetting",
        "post-without-card",
        "post-tombstone",
        "post-missing",
        "post-protected",
        "post-nsfw",
        "post-for-subscribers",
        "empty-to-guests",
        "invalid-id",
        "access-denied",
        "employees-only",
        "subscribers-only",
        "locked",
        "blocked",
      })
  void says_why_it_cannot_be_converted(String name) {
    SpaceScenario space = simulator.scenario(name);

    Conversion conversion = convert(space.link());

    assertThat(conversion.outcome()).isEqualTo(space.expected().get(0));
    assertThat(conversion.plan()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "timed-out",
        "dependency-unspecified",
        "host-in-core",
        "missing-host",
        "null-title",
        "ended-at-string",
        "ended-at-number",
        "authorized-status",
        "location-only",
        "stale-query-id",
        "token-expires",
        "forbidden-once",
        "no-calls-left",
        "rate-limited-briefly",
        "failing-twice",
        "hanging-once",
        "stream-failing-twice",
        "post-card",
        "post-visibility",
        "post-url-only",
        "post-quoting",
        "post-reposting",
        "post-tweet-card",
        "post-details",
        "post-body-late",
        "post-syndicated",
        "empty-on-first-route",
        "blank-once",
        "stale-ids",
        "blocked-briefly",
        "stream-challenged-briefly",
      })
  void finds_the_playlist_of(String name) {
    SpaceScenario space = simulator.scenario(name);

    Conversion conversion = convert(space.link());

    assertThat(conversion.outcome()).isEqualTo("completed");
    assertThat(conversion.plan())
        .hasValueSatisfying(
            plan -> {
              assertThat(plan.playlistUrl())
                  .startsWith(simulator.mediaUrl())
                  .contains(space.streamKey());
              assertThat(plan.space().id()).isEqualTo(space.id());
              assertThat(plan.preset()).isEqualTo(Conversion.PRESET);
            });
  }
}
