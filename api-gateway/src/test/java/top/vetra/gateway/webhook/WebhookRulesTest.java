package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import top.vetra.model.job.JobOrder.Webhook;
import top.vetra.model.problem.ProblemException;

class WebhookRulesTest {

  private final WebhookRules rules =
      RulesForTests.allowing("127.0.0.1:9999", "hooks.lan:80", "vetra_hook:9072");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:8443/hooks?a=b",
        "HTTPS://EXAMPLE.com/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "http://127.0.0.1:9999/hook",
        "https://127.0.0.1:9999/hook",
        "http://hooks.lan/",
        "http://vetra_hook:9072/a?b",
        "https://Vetra_Hook:9072",
      })
  void public_https_addresses_and_named_hosts_may_be_called(String url) {
    assertThatCode(() -> check(url, null)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "https:///hook",
        "https://127.0.0.1:9998/",
        "http://hooks.lan:81/",
        "https://hooks.lan/",
        "http://vetra_hook:9073/",
        "https://vetra_hook/",
        "https://my_hook.example.com/",
        "https://a_b@example.com/",
        "https://a_b:c@vetra_hook:9072/",
        "https://vetra_hook:9072:1/",
      })
  void all_else_may_not(String url) {
    assertThatThrownBy(() -> check(url, null)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.com/ | scheme ftp",
        "example.com/hook | no scheme",
        "http://example.com/ | scheme http",
        "https:///hook | no host",
        "https://me@example.com/ | a user or password",
        "https://example.com:70000/ | port 70000",
        "https://exa mple.com/ | not an address from character",
        "https://my_hook.example.com/ | host my_hook.example.com",
        "https://hooks.lan/ | host hooks.lan"
      })
  void a_refusal_says_which_part_is_wrong(String url, String part) {
    assertThatThrownBy(() -> check(url, null)).hasMessageContaining("webhook.url: " + part);
  }

  @Test
  void a_secret_is_24_to_64_bytes() {
    assertThatCode(() -> check("https://example.com/", secret(24))).doesNotThrowAnyException();
    assertThatCode(() -> check("https://example.com/", secret(64))).doesNotThrowAnyException();
    for (String bad :
        new String[] {secret(23), secret(65), "whsec_", "whsec_!!!!", secret(32).substring(6)}) {
      assertThatThrownBy(() -> check("https://example.com/", bad))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void a_name_that_leads_to_a_private_address_is_refused_when_it_is_looked_up() {
    StepVerifier.create(rules.checkHost(new Webhook("https://localhost/", null)))
        .expectError(ProblemException.class)
        .verify();
    StepVerifier.create(rules.checkHost(new Webhook("http://127.0.0.1:9999/", null)))
        .verifyComplete();
  }

  private void check(String url, @Nullable String secret) {
    rules.check(new Webhook(url, secret));
  }

  private static String secret(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  @Test
  void a_host_is_one_target_whatever_the_port_and_what_the_operator_names_is_one_at_each() {
    assertThat(rules.target(Endpoint.of("https://Example.com:8443/a"))).isEqualTo("example.com");
    assertThat(rules.target(Endpoint.of("https://example.com./b"))).isEqualTo("example.com");
    assertThat(rules.target(Endpoint.of("http://127.0.0.1:9999/c"))).isEqualTo("127.0.0.1:9999");
  }
}
