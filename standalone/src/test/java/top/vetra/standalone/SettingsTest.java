package top.vetra.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.standalone.stack.StartFailure;

class SettingsTest {

  @Test
  void anEmptyEnvironmentGivesEverythingEmbedded() {
    Settings settings = Settings.from(Map.of("VETRA_PORT", "", "VETRA_REDIS_URL", " "));
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.home().folder()).isAbsolute().hasFileName(".vetra");
    assertThat(settings.kafka()).isNull();
    assertThat(settings.redis()).isNull();
    assertThat(settings.s3()).isNull();
  }

  @Test
  void namedServersTakeThePlaceOfTheEmbeddedOnes() {
    Settings settings =
        Settings.from(
            Map.of(
                "VETRA_KAFKA_BOOTSTRAP_SERVERS", "k:9092",
                "VETRA_REDIS_URL", "redis://r:6379",
                "VETRA_S3_ENDPOINT", "https://s3.example"));
    assertThat(settings.kafka()).isEqualTo("k:9092");
    assertThat(settings.redis()).isEqualTo("redis://r:6379");
    assertThat(settings.s3()).isEqualTo(URI.create("https://s3.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "-1", "65536", "80 80"})
  void aPortThatIsNoneIsRefusedInWords(String port) {
    assertThatThrownBy(() -> Settings.from(Map.of("VETRA_PORT", port)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("VETRA_PORT is " + port);
  }

  @Test
  void theDemoCanBeMadeLongerAndSlower() {
    assertThat(
            DemoSettings.from(Map.of("VETRA_DEMO_SECONDS", "7200", "VETRA_DEMO_LATENCY_MS", "80")))
        .isEqualTo(new DemoSettings(7200, Duration.ofMillis(80)));
    assertThat(DemoSettings.from(Map.of())).isEqualTo(new DemoSettings(600, Duration.ZERO));
    assertThatThrownBy(() -> DemoSettings.from(Map.of("VETRA_DEMO_SECONDS", "0")))
        .isInstanceOf(StartFailure.class);
  }
}
