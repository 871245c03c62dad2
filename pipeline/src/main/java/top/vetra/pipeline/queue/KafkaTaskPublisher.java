package top.vetra.pipeline.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.event.EventLog;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;

/** Writes tasks and events to Kafka as JSON, keyed by conversion. */
final class KafkaTaskPublisher implements TaskPublisher, EventPublisher {

  /** Threads of its own: whatever else blocks a thread must not keep a job from being accepted. */
  private static final Scheduler SENDING =
      Schedulers.newBoundedElastic(8, 100_000, "kafka-send", 60, true);

  private final KafkaTemplate<String, byte[]> kafka;
  private final ObjectMapper json;
  private final Clock clock;
  private final Watched watched;

  KafkaTaskPublisher(
      KafkaTemplate<String, byte[]> kafka, ObjectMapper json, Clock clock, Watched watched) {
    this.kafka = kafka;
    this.json = json;
    this.clock = clock;
    this.watched = watched;
  }

  @Override
  public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return send(queue.topic(), task.conversionId(), task);
  }

  @Override
  public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
    return Mono.defer(
        () -> {
          DelayBucket bucket = DelayBucket.forWait(Duration.between(clock.instant(), due));
          var record =
              new ProducerRecord<>(
                  bucket.topic(), task.conversionId(), json.writeValueAsBytes(task));
          DelayedRecord.mark(record, queue.topic(), due);
          return send(record);
        });
  }

  @Override
  public Mono<Void> publish(JobEvent event) {
    return send(EventLog.TOPIC, event.conversionId(), event);
  }

  private Mono<Void> send(String topic, String key, Object value) {
    return Mono.defer(() -> send(new ProducerRecord<>(topic, key, json.writeValueAsBytes(value))));
  }

  /**
   * A producer may block until it knows the topic, so no event loop may call it; and it completes
   * on its only network thread, where a second send that had to wait would wait for ever.
   */
  private Mono<Void> send(ProducerRecord<String, byte[]> record) {
    return watched
        .send(record, Mono.fromFuture(() -> kafka.send(record)))
        .subscribeOn(SENDING)
        .publishOn(Schedulers.parallel())
        .then();
  }
}
