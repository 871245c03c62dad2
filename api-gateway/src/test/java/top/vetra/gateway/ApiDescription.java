package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed OpenAPI document, held against what the gateway really answers. */
public final class ApiDescription {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Headers that mean something to callers, and so have to be described where they are sent. */
  private static final Set<String> OF_THE_API =
      Set.of(
          "etag", "location", "ratelimit", "ratelimit-policy", "retry-after", "www-authenticate");

  private final JsonNode document;
  private final JsonNode components;

  private ApiDescription(JsonNode document) {
    this.document = document;
    this.components = withNothingElse(document.get("components").deepCopy());
  }

  /** Reads the document. */
  public static ApiDescription read() {
    try (InputStream file =
        Objects.requireNonNull(
            ApiDescription.class.getResourceAsStream("/static/api/v1/openapi.json"))) {
      return new ApiDescription(JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document itself. */
  public JsonNode document() {
    return document;
  }

  /** What is described, as {@code GET /path/{id}}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (String key : path.getValue().propertyNames()) {
        if (!key.equals("parameters")) {
          operations.add(key.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  /** Fails where an answer of the API is not as described. */
  void check(EntityExchangeResult<?> result) {
    String path = result.getUrl().getRawPath();
    if (!path.startsWith("/api/v1/jobs")) {
      return;
    }
    int status = result.getStatus().value();
    JsonNode operation = operation(result.getMethod().name(), path).orElse(null);
    if (operation == null) {
      assertThat(status).as(path + ": not described").isIn(404, 405);
      return;
    }
    String what = result.getMethod() + " " + path + " -> " + status;
    JsonNode responses = operation.get("responses");
    JsonNode response = resolve(responses.path(Integer.toString(status)));
    if (response.isMissingNode()) {
      response = resolve(responses.path("default"));
    }
    assertThat(response.isObject()).as(what + ": described").isTrue();
    checkHeaders(what, response.path("headers"), result.getResponseHeaders());
    checkBody(what, response.path("content"), result);
  }

  private static void checkHeaders(String what, JsonNode described, HttpHeaders sent) {
    for (Map.Entry<String, JsonNode> header : described.properties()) {
      if (header.getValue().path("required").asBoolean(false)) {
        assertThat(sent.containsHeader(header.getKey())).as(what + ": " + header.getKey()).isTrue();
      }
    }
    List<String> names =
        described.propertyNames().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    sent.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (OF_THE_API.contains(lower)) {
            assertThat(names).as(what + ": described headers").contains(lower);
          }
        });
  }

  private void checkBody(String what, JsonNode content, EntityExchangeResult<?> result) {
    byte[] body = result.getResponseBodyContent();
    if (body == null || body.length == 0) {
      return;
    }
    MediaType type = Objects.requireNonNull(result.getResponseHeaders().getContentType());
    JsonNode media = content.path(type.getType() + "/" + type.getSubtype());
    assertThat(media.isObject()).as(what + ": describes " + type).isTrue();
    if (type.getSubtype().endsWith("json")) {
      assertThat(complaints(media.get("schema"), JSON.readTree(body))).as(what).isEmpty();
    }
  }

  /** What is wrong with a value, which may have described properties only. */
  public List<String> complaints(JsonNode schema, JsonNode value) {
    ObjectNode whole = (ObjectNode) withNothingElse(schema.deepCopy());
    whole.set("components", components);
    return SCHEMAS.getSchema(whole).validate(value).stream().map(Error::toString).toList();
  }

  private Optional<JsonNode> operation(String method, String path) {
    return document.get("paths").properties().stream()
        .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
        .map(entry -> entry.getValue().get(method.toLowerCase(Locale.ROOT)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** What a reference leads to. */
  public JsonNode resolve(JsonNode node) {
    @Nullable JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asString().substring(1));
  }

  private static JsonNode withNothingElse(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("unevaluatedProperties", false);
    }
    node.forEach(ApiDescription::withNothingElse);
    return node;
  }
}
