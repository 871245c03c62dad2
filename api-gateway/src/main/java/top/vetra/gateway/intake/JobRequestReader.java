package top.vetra.gateway.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.webhook.WebhookRules;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.LinkParser;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Reads the body of a request field by field, so that each complaint names its field. Nothing is
 * converted to fit: a number is not a text. Fields that are not known are passed over, so that
 * newer callers can talk to older gateways; {@code null} is the same as absent.
 */
@Component
final class JobRequestReader {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final WebhookRules rules;

  JobRequestReader(WebhookRules rules) {
    this.rules = rules;
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException {@code invalid-request}, {@code invalid-link} or {@code
   *     unsupported-link}
   */
  JobRequest read(byte[] body) {
    JsonNode root = parse(body);
    String url = text(root, "url");
    if (url == null) {
      throw invalid("url: missing (expected: the link of a Space)");
    }
    Preset preset =
        new Preset(
            choice(root, "format", Format.class, Format.MP3),
            choice(root, "quality", Quality.class, Quality.HIGH),
            flag(root, "allowGaps"));
    JobOrder.Webhook webhook = webhook(root.get("webhook"));
    return new JobRequest(LinkParser.parse(url), preset, webhook);
  }

  private static JsonNode parse(byte[] body) {
    JsonNode root;
    try {
      root = STRICT.readTree(body);
    } catch (JacksonException e) {
      throw invalid("body: not JSON (expected: an object with a url)");
    }
    if (root == null || !root.isObject()) {
      throw invalid("body: not an object (expected: an object with a url)");
    }
    return root;
  }

  private JobOrder.@Nullable Webhook webhook(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      throw invalid("webhook: not an object (expected: an object with a url)");
    }
    String url = text(node, "url");
    if (url == null) {
      throw invalid("webhook.url: missing (expected: an https address)");
    }
    JobOrder.Webhook webhook = new JobOrder.Webhook(url, text(node, "secret"));
    rules.check(webhook);
    return webhook;
  }

  private static @Nullable String text(JsonNode parent, String field) {
    JsonNode node = parent.get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isString()) {
      throw invalid(field + ": not a text (expected: a text)");
    }
    return node.asString();
  }

  private static boolean flag(JsonNode parent, String field) {
    JsonNode node = parent.get(field);
    if (node == null || node.isNull()) {
      return false;
    }
    if (!node.isBoolean()) {
      throw invalid(field + ": not a truth value (expected: true or false)");
    }
    return node.booleanValue();
  }

  private static <E extends Enum<E>> E choice(
      JsonNode parent, String field, Class<E> type, E otherwise) {
    String name = text(parent, field);
    if (name == null) {
      return otherwise;
    }
    StringBuilder known = new StringBuilder();
    for (E value : type.getEnumConstants()) {
      String wire = value.name().toLowerCase(Locale.ROOT);
      if (wire.equals(name)) {
        return value;
      }
      known.append(known.isEmpty() ? "" : ", ").append(wire);
    }
    throw invalid(field + ": unknown (expected: one of " + known + ")");
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
  }
}
