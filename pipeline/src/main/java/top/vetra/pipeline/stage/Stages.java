package top.vetra.pipeline.stage;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.queue.WorkerFactory;

/** Makes the workers of a service. */
public final class Stages {

  private final WorkerFactory workers;
  private final ConversionEnds ends;
  private final TaskPublisher tasks;
  private final Clock clock;

  Stages(WorkerFactory workers, ConversionEnds ends, TaskPublisher tasks, Clock clock) {
    this.workers = workers;
    this.ends = ends;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * A worker on a queue, to be declared as a bean: it starts and stops with the application.
   *
   * @param queue where the tasks come from
   * @param concurrency how many tasks it takes at a time
   * @param limit how long a task may take before the attempt counts as failed
   * @param handler does the work
   */
  public <T extends Task> Worker worker(
      TaskQueue<T> queue, int concurrency, Duration limit, TaskHandler<T> handler) {
    return workers.worker(
        queue, concurrency, new Stage<>(queue, handler, ends, tasks, clock, limit), this::end);
  }

  /** A conversion that has lost a task would never end by itself. */
  private Mono<Void> end(@Nullable String conversionId, byte[] value) {
    return conversionId == null
        ? Mono.empty()
        : ends.hasEnded(conversionId)
            .filter(ended -> !ended)
            .flatMap(runs -> ends.fail(conversionId, Problem.of(ProblemCode.INTERNAL)));
  }
}
