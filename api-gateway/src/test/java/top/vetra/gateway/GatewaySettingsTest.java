package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:8080", "https://example.org/vetra", "https://[2001:db8::1]/"})
  void an_address_that_people_can_use_is_a_public_one(String url) {
    assertThat(SettingsForTests.with(Map.of("public-url", url)).publicUrl())
        .isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "ftp://example.org",
        "https://user@example.org",
        "https://example.org/?a",
        "https://example.org/#a",
        "https:///vetra"
      })
  void another_is_refused_with_an_example(String url) {
    assertThatThrownBy(() -> SettingsForTests.with(Map.of("public-url", url)))
        .rootCause()
        .hasMessageContaining("VETRA_PUBLIC_URL: " + url + " (expected: ");
  }

  @ParameterizedTest
  @CsvSource({
    "retention, PT0S, VETRA_RETENTION",
    "retention, -P1D, VETRA_RETENTION",
    "link-lifetime, PT0S, VETRA_LINK_LIFETIME",
    "link-lifetime, P8D, VETRA_LINK_LIFETIME",
    "heartbeat, PT0S, VETRA_HEARTBEAT",
    "silence.unstarted, PT0S, VETRA_SILENCE_UNSTARTED",
    "silence.lost, -PT1S, VETRA_SILENCE_LOST"
  })
  void what_cannot_be_meant_is_refused_by_name(String setting, String value, String name) {
    assertThatThrownBy(() -> SettingsForTests.with(Map.of(setting, value)))
        .rootCause()
        .hasMessageContaining(name + ": ")
        .hasMessageContaining("(expected: ");
  }

  @Test
  void records_outlive_webhooks_where_results_do_not() {
    assertThat(SettingsForTests.with(Map.of("retention", "PT1H")).recordLifetime())
        .isGreaterThan(Duration.ofDays(9));
  }
}
