package top.vetra.pipeline.queue;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Runs the forwarder of every bucket. */
final class DelayForwarders implements SmartLifecycle {

  private static final long POLL_MILLIS = 200;

  private final List<KafkaMessageListenerContainer<String, byte[]>> containers;

  DelayForwarders(
      ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka, Clock clock) {
    this.containers =
        Stream.of(DelayBucket.values())
            .map(bucket -> container(bucket, consumers, kafka, clock))
            .toList();
  }

  private static KafkaMessageListenerContainer<String, byte[]> container(
      DelayBucket bucket,
      ConsumerFactory<String, byte[]> consumers,
      KafkaTemplate<String, byte[]> kafka,
      Clock clock) {
    ContainerProperties properties = new ContainerProperties(bucket.topic());
    properties.setGroupId(bucket.topic());
    // A paused partition is looked at again only between two polls.
    properties.setPollTimeout(POLL_MILLIS);
    properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
    properties.setMessageListener(new DelayForwarder(bucket, kafka, clock));
    var container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(bucket.topic());
    return container;
  }

  @Override
  public void start() {
    containers.forEach(KafkaMessageListenerContainer::start);
  }

  @Override
  public void stop() {
    containers.forEach(KafkaMessageListenerContainer::stop);
  }

  @Override
  public boolean isRunning() {
    return containers.stream().anyMatch(KafkaMessageListenerContainer::isRunning);
  }
}
