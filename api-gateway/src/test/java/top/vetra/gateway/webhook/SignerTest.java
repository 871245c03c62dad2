package top.vetra.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is signed here is verified by the library that receivers use. */
class SignerTest {

  private static final String OWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String NEW = "whsec_Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0";
  private static final String BODY = "{\"title\": \"Ünïcode ✓\"}";

  private final Signer signer = new Signer(List.of(NEW, " " + OLD, ""));

  @Test
  void the_signature_is_that_of_the_published_example() {
    assertThat(
            signer.sign(
                OWN,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_request_is_signed_with_its_own_secret_alone() {
    assertThat(verifies(OWN, OWN)).isTrue();
    assertThat(verifies(OWN, OLD)).isFalse();
    assertThat(verifies(OWN, NEW)).isFalse();
  }

  @Test
  void while_a_secret_replaces_another_each_of_them_verifies() {
    assertThat(sign(null)).matches("v1,\\S+ v1,\\S+");
    assertThat(verifies(null, OLD)).isTrue();
    assertThat(verifies(null, NEW)).isTrue();
    assertThat(verifies(null, OWN)).isFalse();
  }

  @Test
  void without_any_secret_there_is_no_signature() {
    assertThat(new Signer(List.of("")).sign(null, "msg_1", 1, BODY.getBytes(UTF_8))).isNull();
  }

  @Test
  void a_malformed_secret_of_the_instance_is_refused_and_not_repeated() {
    assertThatThrownBy(() -> new Signer(List.of("whsec_dG9vIHNob3J0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("malformed")
        .hasMessageNotContaining("dG9v");
  }

  private @Nullable String sign(@Nullable String secret) {
    return signer.sign(secret, "msg_1", Instant.now().getEpochSecond(), BODY.getBytes(UTF_8));
  }

  private boolean verifies(@Nullable String signedWith, String secret) {
    long now = Instant.now().getEpochSecond();
    String signature = signer.sign(signedWith, "msg_1", now, BODY.getBytes(UTF_8));
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "webhook-id", List.of("msg_1"),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of(String.valueOf(signature))),
            (name, value) -> true);
    try {
      new Webhook(secret).verify(BODY, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }
}
