package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How the gateway speaks HTTP. */
class HttpIT extends RunningGateway {

  private static final String JOBS = "/api/v1/jobs";

  @Test
  void the_page_is_there_and_trusts_nothing_but_its_own_files() {
    for (String path :
        List.of("/", "/index.html", "/page.js", "/page.css", "/icon.svg", "/api/v1/openapi.json")) {
      http.get()
          .uri(path)
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .value(
              "Content-Security-Policy",
              policy -> assertThat(policy).contains("default-src 'none'"))
          .expectHeader()
          .valueEquals("X-Content-Type-Options", "nosniff")
          .expectHeader()
          .doesNotExist("Access-Control-Allow-Origin");
    }
  }

  @Test
  void health_is_told_without_details() {
    for (String path : List.of("", "/liveness", "/readiness")) {
      JsonNode health =
          body(http.get().uri("/actuator/health" + path).exchange().expectStatus().isOk());
      assertThat(health.get("status").asString()).isEqualTo("UP");
      assertThat(health.has("components")).isFalse();
    }
  }
}
