package top.vetra.pipeline.queue;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingShareConsumerAwareMessageListener;
import org.springframework.kafka.support.ShareAcknowledgment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;

/**
 * Hands a queue's records to a handler, one at a time. The work itself is reactive; the consumer's
 * own thread only waits for it, and renews the lock on the record while it lasts.
 */
final class TaskListener<T extends Task>
    implements AcknowledgingShareConsumerAwareMessageListener<String, byte[]> {

  private static final Logger log = LoggerFactory.getLogger(TaskListener.class);

  private static final Duration RENEWAL = QueueTopology.LOCK.dividedBy(3);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A stop is given ten seconds; what cannot be queued anew by then is released. */
  private static final Duration HANDING_BACK = Duration.ofSeconds(5);

  /** Well within the lock, which nobody renews meanwhile. */
  private static final Duration SETTLE_PATIENCE = QueueTopology.LOCK.dividedBy(2);

  private final TaskQueue<T> queue;
  private final TaskHandler<T> handler;
  private final UnreadableTasks unreadable;
  private final TaskPublisher tasks;
  private final ObjectMapper json;
  private final Watched watched;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  TaskListener(
      TaskQueue<T> queue,
      TaskHandler<T> handler,
      UnreadableTasks unreadable,
      TaskPublisher tasks,
      ObjectMapper json,
      Watched watched) {
    this.queue = queue;
    this.handler = handler;
    this.unreadable = unreadable;
    this.tasks = tasks;
    this.json = json;
    this.watched = watched;
  }

  @Override
  public void onShareRecord(
      ConsumerRecord<String, byte[]> record,
      @Nullable ShareAcknowledgment acknowledgment,
      ShareConsumer<?, ?> consumer) {
    T task = read(record);
    if (stopped.isDone() || !work(record, task, consumer)) {
      // As a new task: the broker would count what is released among the attempts.
      tasks.publish(queue, task).block(HANDING_BACK);
    }
  }

  /** False if it was given up. */
  private boolean work(
      ConsumerRecord<String, byte[]> record, T task, ShareConsumer<?, ?> consumer) {
    int attempt = record.deliveryCount().orElse((short) 1);
    CompletableFuture<Void> work =
        watched.task(record, task.conversionId(), handler.handle(task, attempt)).toFuture();
    try {
      while (!isDone(work)) {
        renew(record, consumer);
      }
      return work.isDone() && !work.isCompletedExceptionally();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskFailedException(e);
    } finally {
      work.cancel(true);
    }
  }

  private T read(ConsumerRecord<String, byte[]> record) {
    try {
      T task = json.readValue(value(record), queue.type());
      if (task != null) {
        return task;
      }
      throw new UnreadableTaskException(null);
    } catch (JacksonException | UnreadableTaskException e) {
      String conversionId = conversionOf(record);
      log.error(
          "task of conversion {} on {} at offset {} is not readable",
          conversionId,
          queue.topic(),
          record.offset(),
          e);
      Metrics.counter("vetra.tasks.unreadable", "queue", queue.topic()).increment();
      settle(conversionId, value(record));
      throw new UnreadableTaskException(e);
    }
  }

  private void settle(@Nullable String conversionId, byte[] value) {
    try {
      unreadable.settle(conversionId, value).block(SETTLE_PATIENCE);
    } catch (RuntimeException failure) {
      throw new TaskFailedException(failure);
    }
  }

  private static byte[] value(ConsumerRecord<String, byte[]> record) {
    return record.value() == null ? new byte[0] : record.value();
  }

  private @Nullable String conversionOf(ConsumerRecord<String, byte[]> record) {
    try {
      return record.key() == null
          ? json.readTree(value(record)).path("conversionId").asString(null)
          : record.key();
    } catch (JacksonException noJson) {
      return null;
    }
  }

  /** Gives up what is being worked on: it goes back to the queue, for others to do. */
  void stop() {
    stopped.complete(null);
  }

  private boolean isDone(CompletableFuture<Void> work) throws InterruptedException {
    try {
      CompletableFuture.anyOf(work, stopped).get(RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new TaskFailedException(e.getCause() == null ? e : e.getCause());
    }
  }

  /** A renewed record belongs to the consumer again only once it has been polled again. */
  @SuppressWarnings("unchecked")
  private static void renew(ConsumerRecord<String, byte[]> record, ShareConsumer<?, ?> consumer) {
    var typed = (ShareConsumer<String, byte[]>) consumer;
    try {
      typed.acknowledge(record, AcknowledgeType.RENEW);
      typed.commitSync();
      for (var polled : typed.poll(POLL)) {
        if (polled.offset() != record.offset() || polled.partition() != record.partition()) {
          typed.acknowledge(polled, AcknowledgeType.RELEASE);
        }
      }
    } catch (IllegalStateException | KafkaException lost) {
      // Somebody else may do the task as well by now, which is harmless: go on with it.
      log.warn("the lock on a task could not be renewed: {}", lost.toString());
    }
  }

  /** The work on a task failed; the task goes back to its queue. */
  static final class TaskFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaskFailedException(Throwable cause) {
      super(cause);
    }
  }

  /** The task is none, and is not tried again. */
  static final class UnreadableTaskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableTaskException(@Nullable Throwable cause) {
      super(cause);
    }
  }
}
