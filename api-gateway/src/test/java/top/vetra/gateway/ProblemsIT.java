package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What cannot be answered is told as a problem, whatever it is. */
class ProblemsIT extends RunningGateway {

  private static final String JOBS = "/api/v1/jobs";
  private static final String LINK = "https://x.com/i/spaces/1yNxaZbcdefgh";

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, not-found",
    "GET, /api/v1/nothing, 404, not-found",
    "GET, /api/v1/jobs/, 404, not-found",
    "POST, /nothing, 404, not-found",
    "POST, /reference.js, 405, method-not-allowed",
    "GET, /api/v1/jobs, 405, method-not-allowed",
    "PUT, /api/v1/jobs, 405, method-not-allowed",
    "PATCH, /api/v1/jobs/abc, 405, method-not-allowed",
    "POST, /api/v1/jobs/abc, 405, method-not-allowed",
    "GET, /api/v1/jobs/abc, 404, not-found",
    "GET, /api/v1/jobs/ABC, 404, not-found",
    "GET, /api/v1/jobs/a%00b, 404, not-found",
    "GET, /api/v1/jobs/%F0%9F%92%A9, 404, not-found",
    "GET, /api/v1/jobs/..%2f..%2fetc, 404, not-found",
    "GET, /api/v1/jobs/abc/download, 404, not-found",
    "GET, /api/v1/jobs/abc/events, 404, not-found",
    "DELETE, /api/v1/jobs/abc, 404, not-found",
    "GET, /actuator/env, 404, not-found",
    "GET, /actuator/beans, 404, not-found",
  })
  void what_is_not_there_is_told(String method, String path, int status, String code) {
    JsonNode problem =
        problem(http.method(HttpMethod.valueOf(method)).uri(uri(path)).exchange(), status);
    assertThat(problem.get("code").asString()).isEqualTo(code);
  }

  @Test
  void a_method_that_is_not_allowed_is_told_with_those_that_are() {
    WebTestClient.ResponseSpec response = http.put().uri(JOBS).exchange();
    response.expectHeader().valueEquals("Allow", "POST");
    assertThat(detail(response, 405))
        .isEqualTo("PUT is not allowed at /api/v1/jobs (expected: POST).");
  }

  @Test
  void a_representation_that_there_is_not_is_told_with_the_one_that_there_is() {
    assertThat(detail(get(JOBS + "/abc", "text/html"), 406))
        .isEqualTo("Accept: text/html (expected: application/json)");
    assertThat(detail(get(JOBS + "/abc/events", "application/json"), 406))
        .isEqualTo("Accept: application/json (expected: text/event-stream)");
    assertThat(detail(get(JOBS + "/abc", "nonsense"), 406))
        .isEqualTo("Accept: nonsense (expected: application/json)");
  }

  @Test
  void a_body_of_another_kind_is_told() {
    assertThat(detail(http.post().uri(JOBS).exchange(), 415))
        .isEqualTo("Content-Type: none (expected: application/json)");
    assertThat(detail(post(MediaType.TEXT_PLAIN, LINK), 415))
        .isEqualTo("Content-Type: text/plain (expected: application/json)");
    problem(post(MediaType.APPLICATION_FORM_URLENCODED, "url=a"), 415);
  }

  @Test
  void a_body_that_is_too_large_is_told() {
    problem(post(MediaType.APPLICATION_JSON, "{\"url\": \"" + "a".repeat(17_000) + "\"}"), 413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"url\": | body: not JSON at line 1, column 8 (expected: one JSON object)",
        "[1] | body: an array (expected: an object)",
        "{\"url\": 7} | url: 7 (expected: a string)",
        "{\"link\": \"x\"} | link: unknown field (expected: one of allowGaps, format, quality, url,"
            + " webhook)",
        "{\"url\": \"x\", \"format\": \"wav\"} | format: \"wav\" (expected: one of mp3, m4a)",
      })
  void a_body_that_makes_no_sense_is_told_by_what_was_seen_and_expected(
      String body, String detail) {
    assertThat(detail(post(MediaType.APPLICATION_JSON, body), 400)).isEqualTo(detail);
  }

  @Test
  void deep_nesting_is_no_way_in() {
    problem(post(MediaType.APPLICATION_JSON, "[".repeat(10_000)), 400);
  }

  @Test
  void links_that_cannot_be_used_are_told_by_their_codes() {
    assertThat(problem(ask("what is this"), 400).get("code").asString()).isEqualTo("invalid-link");
    assertThat(problem(ask("https://youtube.com/watch?v=1"), 422).get("code").asString())
        .isEqualTo("unsupported-link");
    assertThat(problem(ask("https://x.com/i/lists/1234567890"), 422).get("type").asString())
        .isEqualTo("https://vetra.top/problems/unsupported-link");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/v1/jobs/%zz HTTP/1.1, 400",
    "GET /api/v1/jobs/% HTTP/1.1, 400",
    "GET /%zz HTTP/1.1, 400",
    "DELETE /api/v1/jobs/a%2 HTTP/1.1, 400",
    "GET /api/v1/jobs/[ HTTP/1.1, 400",
    "no request at all, 400",
  })
  void a_request_that_is_none_is_told_as_a_problem(String line, int status) throws IOException {
    assertRawProblem(raw(line + "\r\nHost: a\r\nConnection: close\r\n\r\n"), status);
  }

  @Test
  void a_request_that_is_too_long_is_told_as_a_problem() throws IOException {
    assertRawProblem(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
    assertRawProblem(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n\r\n"), 431);
  }

  private void assertRawProblem(String answer, int status) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains("content-type: application/problem+json");
    JsonNode problem = json.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("code").asString()).isNotBlank();
    assertThat(problem.get("detail").asString()).contains("expected");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String detail(WebTestClient.ResponseSpec response, int status) {
    return problem(response, status).get("detail").asString();
  }

  private WebTestClient.ResponseSpec get(String path, String accept) {
    return http.get().uri(path).header("Accept", accept).exchange();
  }

  private WebTestClient.ResponseSpec post(MediaType type, String body) {
    return http.post().uri(JOBS).contentType(type).bodyValue(body).exchange();
  }
}
