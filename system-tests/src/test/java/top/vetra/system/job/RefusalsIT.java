package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.fault.Kind;

/** What is refused is refused at once, by name, and changes nothing. */
class RefusalsIT {

  private static Product product;

  @BeforeAll
  static void start() {
    product = Product.start();
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @ParameterizedTest
  @CsvSource({
    "not a link,invalid-link",
    "https://x.com/i/spaces/short,invalid-link",
    "https://x.com/i/lists/1234567890,unsupported-link",
    "https://x.com.evil.example/i/spaces/1DemoSpaceXYZ,unsupported-link",
    "https://x.com@evil.example/i/spaces/1DemoSpaceXYZ,unsupported-link",
    "ftp://x.com/i/spaces/1DemoSpaceXYZ,unsupported-link",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ,unsupported-link",
    "file:///etc/passwd,invalid-link"
  })
  void aBrokenOrForeignLinkIsRefusedAtOnce(String link, String code) {
    Api.Answer answer = product.api().post(Map.of("url", link));
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.code()).isEqualTo(code);
    assertProblem(answer);
    assertThat(product.simulator().requests().count(Kind.GUEST_TOKEN)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"https://x.com/i/spaces/1DemoSpaceXYZ\"",
        "{}",
        "{\"url\": 7}",
        "{\"url\": null}",
        "{\"url\": \"https://x.com/i/spaces/1DemoSpaceXYZ\", \"format\": \"wav\"}",
        "{\"url\": \"https://x.com/i/spaces/1DemoSpaceXYZ\", \"quality\": 3}",
        "{\"url\": \"https://x.com/i/spaces/1DemoSpaceXYZ\", \"webhook\": {\"url\": \"http://127.0.0.1/\"}}"
      })
  void aBodyThatMakesNoSenseIsRefusedAtOnce(String body) {
    Api.Answer answer = product.api().post(body);
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.code()).isEqualTo("invalid-request");
    assertProblem(answer);
    assertThat(product.simulator().requests().count(Kind.GUEST_TOKEN)).isZero();
  }

  @Test
  void anUnknownJobIsNotFound() {
    Api.Answer answer = product.api().get("no-such-job");
    assertThat(answer.status()).isEqualTo(404);
    assertProblem(answer);
  }

  private static void assertProblem(Api.Answer answer) {
    assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body().path("type").asString(""))
        .isEqualTo("https://vetra.top/problems/" + answer.code());
    assertThat(answer.body().path("title").asString("")).isNotBlank();
    assertThat(answer.body().path("detail").asString("")).isNotBlank();
    assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
  }
}
