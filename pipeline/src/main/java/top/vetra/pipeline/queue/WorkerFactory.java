package top.vetra.pipeline.queue;

import org.springframework.kafka.core.ShareConsumerFactory;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;

/** Makes workers on the connected queues. */
public final class WorkerFactory {

  private final ShareConsumerFactory<String, byte[]> consumers;
  private final TaskPublisher tasks;
  private final ObjectMapper json;
  private final Watched watched;

  WorkerFactory(
      ShareConsumerFactory<String, byte[]> consumers,
      TaskPublisher tasks,
      ObjectMapper json,
      Watched watched) {
    this.consumers = consumers;
    this.tasks = tasks;
    this.json = json;
    this.watched = watched;
  }

  /**
   * A worker that is not started yet.
   *
   * @param unreadable what is done about tasks that are none
   */
  public <T extends Task> Worker worker(
      TaskQueue<T> queue, int concurrency, TaskHandler<T> handler, UnreadableTasks unreadable) {
    return new Worker(consumers, queue, concurrency, handler, unreadable, tasks, json, watched);
  }
}
