package top.vetra.gateway.projection;

import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.event.EventLog;
import top.vetra.pipeline.queue.EndlessRetry;
import top.vetra.pipeline.queue.KafkaSettings;
import top.vetra.pipeline.queue.QueueDepth;

/** Follows the event log; the partitions are shared by all gateways. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

  private static final String GROUP = "vetra.projection";

  /** The broker's least: another gateway takes over soon after one has died. */
  private static final String SESSION_TIMEOUT_MS = "6000";

  /** How often it is checked that the records are still there while nothing happens. */
  private static final long IDLE_MS = 2_000;

  private static final String HEARTBEAT_MS = "1500";

  @Bean
  KafkaMessageListenerContainer<String, byte[]> projection(
      ConsumerFactory<String, byte[]> logConsumers,
      Projector projector,
      Cursors cursors,
      ObjectMapper json) {
    Positions positions = new Positions(cursors);
    ContainerProperties properties = new ContainerProperties(EventLog.TOPIC);
    properties.setGroupId(GROUP);
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setMessageListener(new EventListener(projector, positions, json));
    properties.setConsumerRebalanceListener(positions);
    properties.setIdleEventInterval(IDLE_MS);
    Properties overrides = new Properties();
    overrides.setProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    overrides.setProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
    properties.setKafkaConsumerProperties(overrides);
    var container = new KafkaMessageListenerContainer<>(logConsumers, properties);
    container.setBeanName(GROUP);
    // An event that cannot be stored now is stored later: there is no going on without it.
    container.setCommonErrorHandler(EndlessRetry.errorHandler());
    return container;
  }

  @Bean(destroyMethod = "close")
  Admin logAdmin(KafkaSettings settings) {
    return Admin.create(
        settings.client(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000)));
  }

  @Bean
  QueueDepth queueDepth(Admin logAdmin, Clock clock) {
    return new QueueDepth(logAdmin, clock);
  }

  @Bean
  LogLag logLag(Admin logAdmin, Cursors cursors) {
    return new LogLag(logAdmin, cursors);
  }
}
