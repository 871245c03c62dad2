package top.vetra.pipeline.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Runs the forwarder of every bucket. */
final class DelayForwarders implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DelayForwarders.class);

  private static final long STOP_SECONDS = 5;

  /** A record leaves its bucket late by so much of the delay at most. */
  private static final int POLLS_IN_A_DELAY = 10;

  private static final Duration SHORTEST_POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(2);

  private final List<KafkaMessageListenerContainer<String, byte[]>> containers;

  DelayForwarders(
      ConsumerFactory<String, byte[]> consumers,
      KafkaTemplate<String, byte[]> kafka,
      Clock clock,
      CommonErrorHandler untilItWorks) {
    this.containers =
        Stream.of(DelayBucket.values())
            .map(bucket -> container(bucket, consumers, kafka, clock, untilItWorks))
            .toList();
  }

  private static KafkaMessageListenerContainer<String, byte[]> container(
      DelayBucket bucket,
      ConsumerFactory<String, byte[]> consumers,
      KafkaTemplate<String, byte[]> kafka,
      Clock clock,
      CommonErrorHandler untilItWorks) {
    ContainerProperties properties = new ContainerProperties(bucket.topic());
    properties.setGroupId(bucket.topic());
    // A paused partition is looked at again only between two polls.
    properties.setPollTimeout(poll(bucket.delay()).toMillis());
    properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
    properties.setMessageListener(new DelayForwarder(bucket, kafka, clock, System::nanoTime));
    var container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(bucket.topic());
    container.setCommonErrorHandler(untilItWorks);
    return container;
  }

  private static Duration poll(Duration delay) {
    Duration share = delay.dividedBy(POLLS_IN_A_DELAY);
    if (share.compareTo(SHORTEST_POLL) < 0) {
      return SHORTEST_POLL;
    }
    return share.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : share;
  }

  @Override
  public void start() {
    containers.forEach(KafkaMessageListenerContainer::start);
  }

  @Override
  public void stop() {
    // Side by side: each takes as long as its poll.
    CountDownLatch stopped = new CountDownLatch(containers.size());
    containers.forEach(container -> container.stop(stopped::countDown));
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("some delays did not stop within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return containers.stream().anyMatch(KafkaMessageListenerContainer::isRunning);
  }
}
