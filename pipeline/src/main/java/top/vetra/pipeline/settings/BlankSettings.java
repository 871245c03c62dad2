package top.vetra.pipeline.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Takes a variable that is set but empty for one that is not set, as shells and compose files mean
 * it. Spring takes it for the value, in place of the default.
 */
final class BlankSettings implements EnvironmentPostProcessor, Ordered {

  private static final String SOURCE = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

  private static final String OURS = "VETRA_";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    MutablePropertySources sources = environment.getPropertySources();
    PropertySource<?> variables = sources.get(SOURCE);
    if (variables instanceof SystemEnvironmentPropertySource all) {
      Map<String, Object> given = new HashMap<>(all.getSource());
      given
          .entrySet()
          .removeIf(
              variable ->
                  variable.getKey().startsWith(OURS) && variable.getValue().toString().isBlank());
      sources.replace(SOURCE, new SystemEnvironmentPropertySource(SOURCE, given));
    }
  }

  /** Before the settings' files are read, and before Spring Boot wraps the variables. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
