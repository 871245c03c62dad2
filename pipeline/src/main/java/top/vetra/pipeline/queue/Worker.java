package top.vetra.pipeline.queue;

import io.micrometer.core.instrument.Metrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ShareConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ShareKafkaMessageListenerContainer;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;

/**
 * Takes tasks from a queue, as many at a time as it has consumers, for as long as the application
 * runs. Any number of processes may work on one queue.
 */
public final class Worker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final ShareKafkaMessageListenerContainer<String, byte[]> container;
  private final Runnable giveUp;
  private final AtomicBoolean restarting = new AtomicBoolean();
  private volatile boolean wanted;

  <T extends Task> Worker(
      ShareConsumerFactory<String, byte[]> consumers,
      TaskQueue<T> queue,
      int concurrency,
      TaskHandler<T> handler,
      UnreadableTasks unreadable,
      TaskPublisher tasks,
      ObjectMapper json,
      Watched watched) {
    ContainerProperties properties = new ContainerProperties(queue.topic());
    properties.setGroupId(queue.topic());
    properties.setShareAckMode(ContainerProperties.ShareAckMode.EXPLICIT);
    TaskListener<T> listener = new TaskListener<>(queue, handler, unreadable, tasks, json, watched);
    properties.setMessageListener(listener);
    this.giveUp = listener::stop;
    this.container = new ShareKafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(queue.topic());
    container.setConcurrency(concurrency);
    container.setShareConsumerRecordRecoverer(
        (record, failure) -> {
          log.warn("task failed on {} at offset {}", queue.topic(), record.offset(), failure);
          return failure instanceof TaskListener.UnreadableTaskException
              ? AcknowledgeType.REJECT
              : AcknowledgeType.RELEASE;
        });
    container.setApplicationEventPublisher(this::watch);
  }

  /** An error out of a poll ends its consumer's thread for good, and nobody else would notice. */
  private void watch(Object event) {
    if (event instanceof ConsumerStoppedEvent && wanted && restarting.compareAndSet(false, true)) {
      log.error("a consumer of {} has died: all of them are started anew", container.getBeanName());
      Metrics.counter("vetra.workers.restarted", "queue", String.valueOf(container.getBeanName()))
          .increment();
      Schedulers.boundedElastic().schedule(this::restart, 1, TimeUnit.SECONDS);
    }
  }

  private synchronized void restart() {
    if (wanted) {
      wanted = false;
      container.stop();
      wanted = true;
      restarting.set(false);
      container.start();
    }
  }

  @Override
  public synchronized void start() {
    wanted = true;
    container.start();
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    giveUp.run();
    container.stop();
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }
}
