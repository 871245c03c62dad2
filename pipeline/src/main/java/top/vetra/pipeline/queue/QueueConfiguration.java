package top.vetra.pipeline.queue;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ShareConsumerFactory;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.event.EventLog;
import top.vetra.pipeline.json.RecordJsonConfiguration;

/** Connects a service to the queues. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
@Import(RecordJsonConfiguration.class)
public class QueueConfiguration {

  private static final int IDLE_WAIT_MILLIS = 2000;

  @Bean
  QueueTopology queueTopology(KafkaSettings settings, Environment environment) {
    QueueTopology topology = new QueueTopology(settings, resultRetention(environment));
    topology.create();
    return topology;
  }

  /** Known to the services that keep results, and to others by their default. */
  private static Duration resultRetention(Environment environment) {
    return Binder.get(environment)
        .bind("vetra.retention", Duration.class)
        .orElseGet(() -> EventLog.DEFAULT_RESULT_RETENTION);
  }

  @Bean
  TopicWatch topicWatch(QueueTopology topology) {
    return new TopicWatch(topology);
  }

  @Bean
  CalmHeartbeats calmHeartbeats(QueueTopology topology) {
    return new CalmHeartbeats(topology);
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Watched watchedQueues(ObjectProvider<ObservationRegistry> observations) {
    return new Watched(observations.getIfAvailable(() -> ObservationRegistry.NOOP));
  }

  @Bean
  DefaultKafkaProducerFactory<String, byte[]> taskProducers(
      KafkaSettings settings, QueueTopology topology) {
    return new DefaultKafkaProducerFactory<>(
        settings.client(
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // A task is waited for by a person: it does not wait for company.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000)),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Bean
  KafkaTemplate<String, byte[]> taskTemplate(
      DefaultKafkaProducerFactory<String, byte[]> taskProducers) {
    return new KafkaTemplate<>(taskProducers);
  }

  @Bean
  KafkaTaskPublisher taskPublisher(
      KafkaTemplate<String, byte[]> taskTemplate, ObjectMapper json, Clock clock, Watched watched) {
    return new KafkaTaskPublisher(taskTemplate, json, clock, watched);
  }

  @Bean
  ShareConsumerFactory<String, byte[]> taskConsumers(
      KafkaSettings settings, QueueTopology topology) {
    return new DefaultShareConsumerFactory<>(
        settings.client(
            Map.of(
                // Idle workers ask again so often: the broker answers at once when there is a task.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                IDLE_WAIT_MILLIS,
                // One task for one worker: what a busy worker held, an idle one could not take.
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit")),
        StringDeserializer::new,
        ByteArrayDeserializer::new);
  }

  @Bean
  WorkerFactory workerFactory(
      ShareConsumerFactory<String, byte[]> taskConsumers,
      TaskPublisher tasks,
      ObjectMapper json,
      Watched watched) {
    return new WorkerFactory(taskConsumers, tasks, json, watched);
  }

  @Bean
  DefaultKafkaConsumerFactory<String, byte[]> logConsumers(
      KafkaSettings settings, QueueTopology topology) {
    return new DefaultKafkaConsumerFactory<>(
        settings.client(
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // Waits for records stay at Kafka's half a second: while one lasts, what comes for
                // a
                // partition that is not part of it stays where it is.
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
