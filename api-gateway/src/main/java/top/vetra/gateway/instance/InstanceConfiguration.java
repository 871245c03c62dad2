package top.vetra.gateway.instance;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.util.retry.Retry;
import top.vetra.pipeline.settings.SettingException;

/** Has a gateway start with the key of its instance, or not at all. */
@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

  /** As long as the broker and the store are waited for. */
  private static final Duration STARTUP_PATIENCE = Duration.ofSeconds(60);

  @Bean
  InstanceKey instanceKey(@Value("${vetra.instance-key}") String text, InstanceMark mark) {
    InstanceKey key = InstanceKey.of(text);
    String found =
        mark.leave(key.fingerprint())
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                    .maxBackoff(Duration.ofSeconds(2)))
            .block(STARTUP_PATIENCE);
    if (!key.fingerprint().equals(found)) {
      throw new SettingException(
          "VETRA_INSTANCE_KEY is not the key that the records in this Redis were made with. Give"
              + " this gateway the key that the others have; if it is lost, delete vetra:instance"
              + " there, and webhooks of"
              + " jobs that were accepted before and brought a secret fail.");
    }
    return key;
  }
}
