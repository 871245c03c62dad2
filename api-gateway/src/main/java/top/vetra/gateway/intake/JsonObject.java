package top.vetra.gateway.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.problem.Seen;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * An object in the body of a request, read field by field, so that each complaint names its field,
 * what was seen in it and what was expected. Nothing is converted to fit: a number is not a string.
 * {@code null} is the same as absent.
 */
final class JsonObject {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final String path;

  private JsonObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * Reads a body.
   *
   * @param fields all that it may have
   * @throws ProblemException {@code invalid-request} where it is no such object
   */
  static JsonObject parse(byte[] body, Set<String> fields) {
    JsonNode root;
    try {
      root = STRICT.readTree(body);
    } catch (JacksonException e) {
      throw invalid("body: not JSON" + place(e.getLocation()) + " (expected: one JSON object)");
    }
    if (root == null || !root.isObject()) {
      throw invalid("body: " + seen(root) + " (expected: an object)");
    }
    return new JsonObject(root, "").having(fields);
  }

  /** The object in a field; null if absent. */
  @Nullable JsonObject object(String field, Set<String> fields) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw unexpected(field, value, "an object");
    }
    return new JsonObject(value, path + field + ".").having(fields);
  }

  /** The string in a field; null if absent. */
  @Nullable String text(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw unexpected(field, value, "a string");
    }
    return value.asString();
  }

  /** The string in a field that has to be there. */
  String requiredText(String field, String meaning) {
    String text = text(field);
    if (text == null) {
      throw invalid(path + field + ": missing (expected: " + meaning + ")");
    }
    return text;
  }

  /** The truth value in a field; false if absent. */
  boolean flag(String field) {
    JsonNode value = value(field);
    if (value != null && !value.isBoolean()) {
      throw unexpected(field, value, "true or false");
    }
    return value != null && value.booleanValue();
  }

  /** The choice in a field, by its name in lower case. */
  <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
    JsonNode value = value(field);
    if (value == null) {
      return otherwise;
    }
    for (E choice : type.getEnumConstants()) {
      if (value.isString() && name(choice).equals(value.asString())) {
        return choice;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(JsonObject::name)
            .collect(Collectors.joining(", "));
    throw unexpected(field, value, "one of " + names);
  }

  private JsonObject having(Set<String> fields) {
    for (String name : node.propertyNames()) {
      if (!fields.contains(name)) {
        throw invalid(
            path
                + Seen.of(name)
                + ": unknown field (expected: one of "
                + String.join(", ", new TreeSet<>(fields))
                + ")");
      }
    }
    return this;
  }

  private @Nullable JsonNode value(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private ProblemException unexpected(String field, JsonNode value, String expected) {
    return invalid(path + field + ": " + seen(value) + " (expected: " + expected + ")");
  }

  /** Strings as JSON, so that it is seen that they are some; objects and arrays by their kind. */
  private static String seen(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "empty";
    }
    if (value.isObject()) {
      return "an object";
    }
    return value.isArray() ? "an array" : Seen.of(value.toString());
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
  }
}
