package top.vetra.fetcher;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** Keeps what a handler publishes. */
public final class Published implements TaskPublisher, EventPublisher {

  private final Deque<Task> tasks = new ArrayDeque<>();
  private final List<JobEvent> events = new ArrayList<>();
  private @Nullable Instant due;

  /** Publishing such tasks fails. */
  public @Nullable Class<? extends Task> failing;

  @Override
  public synchronized <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return Mono.fromRunnable(() -> add(task));
  }

  @Override
  public synchronized <T extends Task> Mono<Void> publishAt(
      TaskQueue<T> queue, T task, Instant at) {
    return Mono.fromRunnable(
        () -> {
          add(task);
          due = at;
        });
  }

  @Override
  public Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(() -> add(event));
  }

  private synchronized void add(Task task) {
    if (failing != null && failing.isInstance(task)) {
      throw new IllegalStateException("no broker");
    }
    tasks.add(task);
  }

  private synchronized void add(JobEvent event) {
    events.add(event);
  }

  /** The oldest task of this type, which is taken out; null if there is none. */
  public synchronized <T extends Task> @Nullable T take(Class<T> type) {
    for (Task task : tasks) {
      if (type.isInstance(task)) {
        tasks.remove(task);
        return type.cast(task);
      }
    }
    return null;
  }

  /** Forgets all tasks. */
  public synchronized void clear() {
    tasks.clear();
  }

  /** The events of this type, oldest first. */
  public synchronized <E extends JobEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** When the latest postponed task is due. */
  public Optional<Instant> due() {
    return Optional.ofNullable(due);
  }
}
