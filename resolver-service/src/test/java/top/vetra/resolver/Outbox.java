package top.vetra.resolver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** Keeps what is published, in the place of the queues. */
public final class Outbox implements EventPublisher, TaskPublisher {

  private final List<JobEvent> events = new CopyOnWriteArrayList<>();
  private final List<Task> tasks = new CopyOnWriteArrayList<>();
  private volatile @Nullable Delayed delayed;

  /** A task that is to be done later. */
  public record Delayed(ResolveTask task, Instant due) {}

  @Override
  public Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(() -> events.add(event));
  }

  @Override
  public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return Mono.fromRunnable(() -> tasks.add(task));
  }

  @Override
  public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
    return Mono.fromRunnable(() -> delayed = new Delayed((ResolveTask) task, due));
  }

  public List<JobEvent> events() {
    return events;
  }

  /** The events of one kind. */
  public <E extends JobEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public Optional<PlanTask> plan() {
    return tasks.stream().map(PlanTask.class::cast).findFirst();
  }

  /** What was put off since this was last asked. */
  public Optional<Delayed> takeDelayed() {
    Delayed taken = delayed;
    delayed = null;
    return Optional.ofNullable(taken);
  }
}
