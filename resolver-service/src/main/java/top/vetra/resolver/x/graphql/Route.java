package top.vetra.resolver.x.graphql;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.resolver.x.call.Caller;

/** A way to ask a query, and what has been learned of it. */
final class Route {

  /** X's web client sends some forty with its largest query. */
  private static final int MOST_FEATURES = 100;

  private final RouteSettings settings;
  private final String address;
  private final Map<String, Boolean> features = new ConcurrentSkipListMap<>();

  /**
   * @param bases X's bases, by what stands for them in settings
   * @param operation the last part of the path, such as {@code AudioSpaceById}
   */
  Route(RouteSettings settings, Map<String, URI> bases, String operation) {
    this.settings = settings;
    String base = settings.base();
    for (Map.Entry<String, URI> known : bases.entrySet()) {
      base = base.replace(known.getKey(), known.getValue().toString());
    }
    this.address = URI.create(base) + "/" + settings.id() + "/" + operation;
    settings.featuresOn().forEach(name -> features.put(name, true));
    settings.featuresOff().forEach(name -> features.put(name, false));
  }

  String host() {
    return URI.create(address).getRawAuthority();
  }

  Caller caller() {
    return settings.caller();
  }

  String id() {
    return settings.id();
  }

  /**
   * The address to ask at.
   *
   * @param variable names what is asked for
   */
  URI uri(String variable, String value) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(variable, value);
    variables.putAll(settings.variablesAsMap());
    String toggles =
        settings.hasFieldToggles() ? "&fieldToggles=" + encoded(settings.fieldToggles()) : "";
    return URI.create(
        address
            + "?variables="
            + encoded(json(variables))
            + "&features="
            + encoded(json(features))
            + toggles);
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends these features, too, from now on; false if it has done so already. */
  boolean addFeatures(Set<String> names) {
    Set<String> more = new HashSet<>(names);
    more.removeAll(features.keySet());
    if (more.isEmpty() || features.size() + more.size() > MOST_FEATURES) {
      return false;
    }
    more.forEach(name -> features.put(name, false));
    return true;
  }

  /** As logs and operators see it. */
  @Override
  public String toString() {
    return settings.caller().name().toLowerCase(Locale.ROOT) + " " + address;
  }
}
