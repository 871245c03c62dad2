package top.vetra.pipeline.stage;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

/**
 * A step of the pipeline around a handler: work on ended conversions is dropped, and a named
 * problem ends the conversion. What fails since store or broker are in trouble is put off, for as
 * long as that lasts; anything else, a task that takes too long included, is tried again until the
 * last attempt ends the conversion too.
 */
final class Stage<T extends Task> implements TaskHandler<T> {

  /** Kafka's {@code group.share.delivery.count.limit}: after it the broker drops the task. */
  static final int MAX_ATTEMPTS = 5;

  private static final Duration BACKOFF = Duration.ofMillis(300);

  /** Where the broker takes nothing, the task is held until it does, or until others take it. */
  private static final Retry UNTIL_QUEUED =
      Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
          .maxBackoff(Duration.ofMinutes(1))
          .filter(Trouble::is);

  private static final Logger log = LoggerFactory.getLogger(Stage.class);

  private final TaskQueue<T> queue;
  private final TaskHandler<T> handler;
  private final ConversionEnds ends;
  private final TaskPublisher tasks;
  private final Outage outage;
  private final Duration limit;

  Stage(
      TaskQueue<T> queue,
      TaskHandler<T> handler,
      ConversionEnds ends,
      TaskPublisher tasks,
      Clock clock,
      Duration limit) {
    this.queue = queue;
    this.handler = handler;
    this.ends = ends;
    this.tasks = tasks;
    this.outage = new Outage(clock);
    this.limit = limit;
  }

  @Override
  public Mono<Void> handle(T task, int attempt) {
    return ends.hasEnded(task.conversionId())
        .flatMap(ended -> ended ? Mono.empty() : handler.handle(task, attempt))
        // What is stored after the conversion has been stopped is removed by whoever stored it.
        .then(Mono.defer(() -> ends.removeWhatCameLate(task.conversionId())))
        .timeout(limit)
        .onErrorResume(failure -> settle(task, attempt, failure))
        .doOnSuccess(done -> outage.end())
        .onErrorResume(Trouble::is, trouble -> putOff(task, trouble));
  }

  private Mono<Void> settle(T task, int attempt, Throwable failure) {
    if (failure instanceof ProblemException named) {
      log.info("conversion {} ends: {}", task.conversionId(), named.getMessage());
      return ends.fail(task.conversionId(), named.problem());
    }
    if (Trouble.is(failure)) {
      return Mono.error(failure);
    }
    if (attempt >= MAX_ATTEMPTS) {
      log.error("conversion {} ends after {} attempts", task.conversionId(), attempt, failure);
      return ends.fail(task.conversionId(), Problem.of(ProblemCode.INTERNAL));
    }
    return Mono.delay(BACKOFF.multipliedBy(1L << attempt)).then(Mono.error(failure));
  }

  /** As a new task: the broker would count what is released among the attempts. */
  private Mono<Void> putOff(T task, Throwable trouble) {
    log.warn("{} for {} is put off", queue.topic(), task.conversionId(), trouble);
    return Mono.defer(() -> tasks.publishAt(queue, task, outage.next())).retryWhen(UNTIL_QUEUED);
  }
}
