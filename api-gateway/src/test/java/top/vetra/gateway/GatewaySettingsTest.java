package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
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
}
