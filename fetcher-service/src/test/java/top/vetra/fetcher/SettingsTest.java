package top.vetra.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withSystemProperties("spring.config.name=fetcher-service")
          .withUserConfiguration(Bound.class);

  @Test
  void every_setting_has_a_safe_default() {
    runner.run(
        context -> {
          FetcherSettings settings = context.getBean(FetcherSettings.class);
          assertThat(settings.media().allowedHosts()).isEqualTo("*.video.pscp.tv,*.pscp.tv");
          assertThat(settings.maxDuration()).isEqualTo(Duration.ofHours(12));
          assertThat(settings.media().stallTimeout()).isEqualTo(Duration.ofSeconds(5));
          assertThat(settings.media().firstBackoff()).isEqualTo(Duration.ofMillis(200));
          assertThat(settings.plan().chunk()).isEqualTo(Duration.ofMinutes(4));
          assertThat(settings.plan().notReadyPatience()).isEqualTo(Duration.ofMinutes(15));
          assertThat(settings.fetch().window()).isEqualTo(24);
          assertThat(settings.fetch().aheadChunks()).isEqualTo(4);
          assertThat(settings.fetch().maxSegmentBytes()).isEqualTo(4 << 20);
        });
  }

  @Test
  void the_environment_changes_them() {
    runner
        .withPropertyValues(
            "VETRA_MEDIA_ALLOWED_HOSTS=localhost:1234,*.video.pscp.tv", "VETRA_MAX_DURATION=PT1H")
        .run(
            context -> {
              FetcherSettings settings = context.getBean(FetcherSettings.class);
              assertThat(settings.media().allowedHosts())
                  .isEqualTo("localhost:1234,*.video.pscp.tv");
              assertThat(settings.playlistLimits().maxDuration()).isEqualTo(Duration.ofHours(1));
            });
  }

  @Configuration
  @EnableConfigurationProperties(FetcherSettings.class)
  static class Bound {}
}
