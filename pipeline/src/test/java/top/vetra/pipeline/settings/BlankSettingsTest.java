package top.vetra.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A service's start in an environment made of these variables only. */
class BlankSettingsTest {

  private static final String DEFAULT = "vetra.retention=${VETRA_RETENTION:P7D}";

  @Test
  void a_variable_that_is_set_but_empty_gives_the_default() {
    assertThat(retention(Map.of())).isEqualTo("P7D");
    assertThat(retention(Map.of("VETRA_RETENTION", ""))).isEqualTo("P7D");
    assertThat(retention(Map.of("VETRA_RETENTION", "  "))).isEqualTo("P7D");
    assertThat(retention(Map.of("VETRA_RETENTION", "P1D"))).isEqualTo("P1D");
  }

  @Test
  void variables_of_others_stay_as_they_are() {
    try (ConfigurableApplicationContext service = start(Map.of("NO_COLOR", ""))) {
      assertThat(service.getEnvironment().getProperty("NO_COLOR")).isEmpty();
    }
  }

  private static String retention(Map<String, Object> variables) {
    try (ConfigurableApplicationContext service = start(variables)) {
      return Binder.get(service.getEnvironment()).bind("vetra.retention", String.class).get();
    }
  }

  private static ConfigurableApplicationContext start(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, variables));
    return new SpringApplicationBuilder(Nothing.class)
        .environment(environment)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties(DEFAULT)
        .run();
  }

  @Configuration(proxyBeanMethods = false)
  static class Nothing {}
}
