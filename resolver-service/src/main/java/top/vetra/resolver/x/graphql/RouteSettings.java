package top.vetra.resolver.x.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.resolver.x.call.Caller;

/**
 * One way to ask a query of X's web client.
 *
 * @param base what stands before the id, where <code>{web}</code> and <code>{api}</code> are X's
 *     configured bases
 * @param id the query's id: X changes them, and older ones go on working for a while
 * @param caller as whom it is asked
 * @param variables JSON beside what is asked for
 * @param featuresOn the feature switches sent as true; X refuses a query that lacks one it asks for
 * @param featuresOff the feature switches sent as false
 * @param fieldToggles JSON; not sent where it is empty
 */
public record RouteSettings(
    String base,
    String id,
    @DefaultValue("guest") Caller caller,
    @DefaultValue("{}") String variables,
    @DefaultValue List<String> featuresOn,
    @DefaultValue List<String> featuresOff,
    @DefaultValue("{}") String fieldToggles) {

  private static final String WORD = "[A-Za-z0-9_-]+";

  public RouteSettings {
    id = words("query id", List.of(id)).get(0);
    featuresOn = words("feature", featuresOn);
    featuresOff = words("feature", featuresOff);
    json(variables);
    json(fieldToggles);
  }

  static List<String> words(String what, List<String> words) {
    for (String word : words) {
      if (!word.matches(WORD)) {
        throw new IllegalArgumentException(what + ": " + word + " (expected: " + WORD + ")");
      }
    }
    return List.copyOf(words);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) {
    try {
      return JsonMapper.shared().readValue(text, Map.class);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("of a route: " + text + " (expected: a JSON object)");
    }
  }

  Map<String, Object> variablesAsMap() {
    return json(variables);
  }

  boolean hasFieldToggles() {
    return !json(fieldToggles).isEmpty();
  }

  /** The same under another id. */
  RouteSettings withId(String other) {
    return new RouteSettings(base, other, caller, variables, featuresOn, featuresOff, fieldToggles);
  }

  /** The same as somebody else. */
  RouteSettings withCaller(Caller other) {
    return new RouteSettings(base, id, other, variables, featuresOn, featuresOff, fieldToggles);
  }

  /** The same with these features; those that were sent as true still are. */
  RouteSettings withFeatures(List<String> names) {
    return new RouteSettings(
        base,
        id,
        caller,
        variables,
        names.stream().filter(featuresOn::contains).toList(),
        names.stream().filter(name -> !featuresOn.contains(name)).toList(),
        fieldToggles);
  }

  @Override
  public String toString() {
    return caller.name().toLowerCase(Locale.ROOT) + " " + base + "/" + id;
  }
}
