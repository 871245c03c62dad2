package top.vetra.pipeline.queue;

import java.time.Instant;
import reactor.core.publisher.Mono;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;

/** Puts work on the queues. */
public interface TaskPublisher {

  /** Completes once the broker has stored the task. */
  <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task);

  /**
   * Completes once the broker has stored the task, which reaches its queue at {@code due} or up to
   * two seconds later, whatever is restarted meanwhile.
   */
  <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due);
}
