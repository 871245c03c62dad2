package top.vetra.pipeline.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** Keeps what is published, unless the broker is away. */
final class Published implements TaskPublisher, EventPublisher {

  final List<Task> tasks = new ArrayList<>();
  final List<Instant> dues = new ArrayList<>();
  final List<JobEvent> events = new ArrayList<>();
  boolean away;

  private Mono<Void> send(Runnable record) {
    return Mono.fromRunnable(
        () -> {
          if (away) {
            throw new org.apache.kafka.common.errors.TimeoutException("the broker is away");
          }
          record.run();
        });
  }

  @Override
  public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return send(() -> tasks.add(task));
  }

  @Override
  public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
    return send(
        () -> {
          tasks.add(task);
          dues.add(due);
        });
  }

  @Override
  public Mono<Void> publish(JobEvent event) {
    return send(() -> events.add(event));
  }
}
