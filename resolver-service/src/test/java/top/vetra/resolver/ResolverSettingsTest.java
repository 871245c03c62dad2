package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may write. */
class ResolverSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9000",
        "http://127.0.0.1:9000/",
        "http://127.0.0.1:9000//",
        " http://127.0.0.1:9000/ ",
      })
  void a_base_may_end_with_slashes_and_have_blanks_around(String base) {
    ResolverSettings.X x =
        TestSettings.of(
                Map.of(
                    "VETRA_X_API_URL", base,
                    "VETRA_X_WEB_URL", base,
                    "VETRA_X_SHORT_URL", base,
                    "VETRA_X_IMAGE_URL", base))
            .x();

    assertThat(x.apiUrl()).hasToString("http://127.0.0.1:9000");
    assertThat(x.webUrl()).isEqualTo(x.apiUrl());
    assertThat(x.shortUrl()).isEqualTo(x.apiUrl());
    assertThat(x.imageUrl()).isEqualTo(x.apiUrl());
  }

  @Test
  void a_base_keeps_its_path() {
    ResolverSettings settings =
        TestSettings.of(Map.of("VETRA_X_SHORT_URL", "http://127.0.0.1:9000/a/tco/"));

    assertThat(settings.x().shortUrl()).hasToString("http://127.0.0.1:9000/a/tco");
  }
}
