package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import top.vetra.gateway.instance.InstanceKey;
import top.vetra.gateway.instance.InstanceKeyForTests;
import top.vetra.model.job.JobOrder.Webhook;

class WebhookSecretsTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Webhook CLEAR = new Webhook("https://example.org/hook", SECRET);

  private final WebhookSecrets secrets = InstanceKeyForTests.secrets();

  @Test
  void what_is_encrypted_is_read_again_for_its_job() {
    Webhook encrypted = secrets.encrypt("a", CLEAR);
    assertThat(encrypted.url()).isEqualTo(CLEAR.url());
    assertThat(encrypted.secret()).doesNotContain("MfKQ9r8G");
    assertThat(secrets.encrypt("a", CLEAR)).isNotEqualTo(encrypted);
    assertThat(secrets.decrypt("a", encrypted)).isEqualTo(CLEAR);
  }

  @Test
  void it_is_of_no_use_in_another_job_nor_under_another_key_nor_changed() {
    Webhook encrypted = secrets.encrypt("a", CLEAR);
    WebhookSecrets others =
        new WebhookSecrets(InstanceKey.of("the-key-of-another-instance-altogether"));
    assertThatThrownBy(() -> secrets.decrypt("b", encrypted)).hasMessageContaining("not readable");
    assertThatThrownBy(() -> others.decrypt("a", encrypted)).hasMessageContaining("not readable");
    for (String cut :
        new String[] {"aesgcm1_", "aesgcm1_AAAA", "aesgcm1_*", encrypted.secret() + "AAAA"}) {
      assertThatThrownBy(() -> secrets.decrypt("a", new Webhook(CLEAR.url(), cut)))
          .hasMessageContaining("not readable");
    }
  }

  @Test
  void what_older_versions_wrote_in_clear_and_no_secret_at_all_stay_as_they_are() {
    Webhook none = new Webhook(CLEAR.url(), null);
    assertThat(secrets.decrypt("a", CLEAR)).isEqualTo(CLEAR);
    assertThat(secrets.decrypt("a", none)).isEqualTo(none);
    assertThat(secrets.encrypt("a", none)).isEqualTo(none);
  }
}
