package top.vetra.pipeline.queue;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ShareConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ShareKafkaMessageListenerContainer;
import tools.jackson.core.JacksonException;
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

  <T extends Task> Worker(
      ShareConsumerFactory<String, byte[]> consumers,
      TaskQueue<T> queue,
      int concurrency,
      TaskHandler<T> handler,
      TaskPublisher tasks,
      ObjectMapper json,
      Watched watched) {
    ContainerProperties properties = new ContainerProperties(queue.topic());
    properties.setGroupId(queue.topic());
    properties.setShareAckMode(ContainerProperties.ShareAckMode.EXPLICIT);
    TaskListener<T> listener = new TaskListener<>(queue, handler, tasks, json, watched);
    properties.setMessageListener(listener);
    this.giveUp = listener::stop;
    this.container = new ShareKafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(queue.topic());
    container.setConcurrency(concurrency);
    container.setShareConsumerRecordRecoverer(
        (record, failure) -> {
          log.warn("task failed on {} at offset {}", queue.topic(), record.offset(), failure);
          return isUnreadable(failure) ? AcknowledgeType.REJECT : AcknowledgeType.RELEASE;
        });
  }

  private static boolean isUnreadable(Throwable failure) {
    return failure instanceof JacksonException || failure.getCause() instanceof JacksonException;
  }

  @Override
  public void start() {
    container.start();
  }

  @Override
  public void stop() {
    giveUp.run();
    container.stop();
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }
}
