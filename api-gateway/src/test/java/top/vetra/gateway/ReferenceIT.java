package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API's description is served, whole, and shown. */
class ReferenceIT extends RunningGateway {

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void all_that_is_served_is_described_and_all_that_is_described_is_served() {
    Set<String> served = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getPatternsCondition()
                    .getPatterns()
                    .forEach(
                        path ->
                            add(
                                served,
                                mapping.getMethodsCondition().getMethods(),
                                path.getPatternString())));
    assertThat(served).isEqualTo(ApiDescription.read().operations());
  }

  @Test
  void the_document_that_is_served_is_the_one_that_is_committed() {
    JsonNode document =
        body(
            http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON));
    assertThat(document).isEqualTo(ApiDescription.read().document());
    assertThat(document.get("openapi").asString()).startsWith("3.1");
  }

  @Test
  void the_page_has_all_that_it_needs_and_from_here() {
    byte[] page =
        http.get()
            .uri("/reference")
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_HTML)
            .expectBody()
            .returnResult()
            .getResponseBody();
    Matcher links = LINK.matcher(new String(Objects.requireNonNull(page), StandardCharsets.UTF_8));
    while (links.find()) {
      assertThat(links.group(1)).startsWith("/");
      http.head().uri(links.group(1)).exchange().expectStatus().isOk();
    }
  }

  private static void add(Set<String> served, Set<?> methods, String path) {
    if (path.startsWith("/api/") && !path.equals("/api/v1/openapi.json")) {
      methods.forEach(method -> served.add(method + " " + path));
    }
  }
}
