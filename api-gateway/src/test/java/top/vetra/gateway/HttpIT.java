package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How the gateway speaks HTTP. */
class HttpIT extends RunningGateway {

  private static final String JOBS = "/api/v1/jobs";

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
