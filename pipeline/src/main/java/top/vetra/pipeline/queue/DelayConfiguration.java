package top.vetra.pipeline.queue;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Moves waiting tasks on. One service has to do it, for all of them. */
@Configuration(proxyBeanMethods = false)
public class DelayConfiguration {

  @Bean
  DelayForwarders delayForwarders(
      ConsumerFactory<String, byte[]> logConsumers,
      KafkaTemplate<String, byte[]> taskTemplate,
      Clock clock) {
    return new DelayForwarders(logConsumers, taskTemplate, clock, EndlessRetry.errorHandler());
  }
}
