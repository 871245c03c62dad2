package top.vetra.pipeline.queue;

import reactor.core.publisher.Mono;
import top.vetra.model.queue.Task;

/** Does one unit of work. */
@FunctionalInterface
public interface TaskHandler<T extends Task> {

  /**
   * Does the work. An error puts the task back for another try, unless it is a {@link
   * top.vetra.model.problem.ProblemException}, which ends the conversion with its problem.
   *
   * @param task what to do
   * @param attempt 1 at first; more when an earlier worker failed or vanished, perhaps after having
   *     done some or all of the work
   */
  Mono<Void> handle(T task, int attempt);
}
