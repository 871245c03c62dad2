package top.vetra.gateway;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The default settings, but for what a test is about. */
public final class SettingsForTests {

  private SettingsForTests() {}

  /** The defaults. */
  public static GatewaySettings defaults() {
    return with(Map.of());
  }

  /** The defaults with these, by their names below {@code vetra}. */
  public static GatewaySettings with(Map<String, ?> settings) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    settings.forEach((name, value) -> source.put("vetra." + name, value));
    return new Binder(source).bindOrCreate("vetra", GatewaySettings.class);
  }
}
