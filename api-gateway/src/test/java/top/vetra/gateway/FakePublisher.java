package top.vetra.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** Keeps what is published. */
public final class FakePublisher implements TaskPublisher, EventPublisher {

  private final List<Task> tasks = Collections.synchronizedList(new ArrayList<>());
  private final List<Instant> dues = Collections.synchronizedList(new ArrayList<>());
  private final List<JobEvent> events = Collections.synchronizedList(new ArrayList<>());

  /** All tasks so far. */
  public List<Task> tasks() {
    return List.copyOf(tasks);
  }

  /** When the tasks that were put off are due. */
  public List<Instant> dues() {
    return List.copyOf(dues);
  }

  /** All events so far. */
  public List<JobEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return Mono.fromRunnable(() -> tasks.add(task));
  }

  @Override
  public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
    return Mono.fromRunnable(
        () -> {
          tasks.add(task);
          dues.add(due);
        });
  }

  @Override
  public Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(() -> events.add(event));
  }
}
