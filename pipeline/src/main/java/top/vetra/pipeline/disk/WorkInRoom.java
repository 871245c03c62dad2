package top.vetra.pipeline.disk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.disk.Disk.Mark;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

/**
 * Puts work off while the disk has no room for it. Where none comes in time, conversions end one
 * after another: what one leaves may be room enough for the others.
 */
public final class WorkInRoom {

  private static final Logger log = LoggerFactory.getLogger(WorkInRoom.class);

  /** Just above a delay of the ladder's topics. */
  private static final Duration PAUSE = Duration.ofSeconds(11);

  /** How often people are told that a conversion still waits. */
  private static final Duration BETWEEN_WORDS = Duration.ofMinutes(1);

  /** Until the room that an ended conversion has left is seen. */
  private static final Duration BETWEEN_ENDS = PAUSE.multipliedBy(3);

  /** What waits longer than its patience and this has ended elsewhere. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String WAITING =
      "There is no room on this server's disk at the moment. We go on by ourselves as soon as there"
          + " is.";
  private static final String GIVEN_UP =
      "There was no room on this server's disk for a long time. Try again later, or ask its operator"
          + " to make room.";

  private final Disk disk;
  private final Duration patience;
  private final TaskPublisher tasks;
  private final EventPublisher events;
  private final Clock clock;
  private final Map<String, Wait> waits = new ConcurrentHashMap<>();
  private Instant nextEnd = Instant.MIN;

  /** Work on this disk. */
  public WorkInRoom(
      Disk disk, DiskSettings settings, TaskPublisher tasks, EventPublisher events, Clock clock) {
    this.disk = disk;
    this.patience = settings.patience();
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  /** Does this work while there is room. */
  public <T extends Task> TaskHandler<T> doing(
      TaskQueue<T> queue, Mark mark, TaskHandler<T> handler) {
    return doing(queue, mark, task -> Mono.just(0L), handler);
  }

  /**
   * Does this work while there is room.
   *
   * @param bytes how much a task is about to write, where that is much
   */
  public <T extends Task> TaskHandler<T> doing(
      TaskQueue<T> queue, Mark mark, Function<T, Mono<Long>> bytes, TaskHandler<T> handler) {
    return (task, attempt) ->
        bytes
            .apply(task)
            .flatMap(more -> disk.hasRoomFor(mark, more))
            .flatMap(room -> room ? go(task, attempt, handler) : putOff(queue, task));
  }

  private <T extends Task> Mono<Void> go(T task, int attempt, TaskHandler<T> handler) {
    waits.remove(task.conversionId());
    return handler.handle(task, attempt);
  }

  private <T extends Task> Mono<Void> putOff(TaskQueue<T> queue, T task) {
    Instant now = clock.instant();
    waits.values().removeIf(wait -> wait.since.plus(patience).plus(FORGOTTEN).isBefore(now));
    Wait wait = waits.computeIfAbsent(task.conversionId(), id -> new Wait(now));
    Instant givingUpAt = wait.since.plus(patience);
    if (!now.isBefore(givingUpAt) && mayEnd(now)) {
      waits.remove(task.conversionId());
      return Mono.error(new ProblemException(ProblemCode.INTERNAL, GIVEN_UP));
    }
    Instant due = now.plus(PAUSE);
    return tell(task, wait, now, due, givingUpAt).then(tasks.publishAt(queue, task, due));
  }

  private Mono<Void> tell(Task task, Wait wait, Instant now, Instant due, Instant givingUpAt) {
    if (!wait.isTime(now)) {
      return Mono.empty();
    }
    log.warn("conversion {} waits for room on the disk", task.conversionId());
    return events.publish(
        new JobEvent.Waiting(
            task.conversionId(),
            now,
            Problem.of(ProblemCode.INTERNAL, WAITING),
            due,
            givingUpAt.isAfter(due) ? givingUpAt : due));
  }

  private synchronized boolean mayEnd(Instant now) {
    if (now.isBefore(nextEnd)) {
      return false;
    }
    nextEnd = now.plus(BETWEEN_ENDS);
    return true;
  }

  /** A conversion that waits. */
  private static final class Wait {

    private final Instant since;
    private Instant nextWord = Instant.MIN;

    Wait(Instant since) {
      this.since = since;
    }

    synchronized boolean isTime(Instant now) {
      if (now.isBefore(nextWord)) {
        return false;
      }
      nextWord = now.plus(BETWEEN_WORDS);
      return true;
    }
  }
}
