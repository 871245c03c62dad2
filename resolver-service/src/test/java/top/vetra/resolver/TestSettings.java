package top.vetra.resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings as the service reads them, in an environment made of these variables only. */
final class TestSettings {

  private TestSettings() {}

  static ResolverSettings of(Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.setConversionService(
        (ApplicationConversionService) ApplicationConversionService.getSharedInstance());
    var sources = environment.getPropertySources();
    sources.forEach(source -> sources.remove(source.getName()));
    sources.addFirst(new MapPropertySource("variables", new HashMap<>(variables)));
    try {
      new YamlPropertySourceLoader()
          .load("yml", new ClassPathResource("resolver-service.yml"))
          .forEach(sources::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Binder.get(environment).bind("vetra", ResolverSettings.class).get();
  }
}
