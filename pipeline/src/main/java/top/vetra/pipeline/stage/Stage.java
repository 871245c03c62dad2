package top.vetra.pipeline.stage;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Task;
import top.vetra.pipeline.queue.TaskHandler;

/**
 * A step of the pipeline around a handler: work on ended conversions is dropped, a named problem
 * ends the conversion, and anything else is tried again until the last attempt ends it too.
 */
final class Stage<T extends Task> implements TaskHandler<T> {

  /** Kafka's {@code group.share.delivery.count.limit}: after it the broker drops the task. */
  static final int MAX_ATTEMPTS = 5;

  private static final Duration BACKOFF = Duration.ofMillis(300);

  private static final Logger log = LoggerFactory.getLogger(Stage.class);

  private final TaskHandler<T> handler;
  private final ConversionEnds ends;
  private final Duration limit;

  Stage(TaskHandler<T> handler, ConversionEnds ends, Duration limit) {
    this.handler = handler;
    this.ends = ends;
    this.limit = limit;
  }

  @Override
  public Mono<Void> handle(T task, int attempt) {
    return ends.hasEnded(task.conversionId())
        .flatMap(ended -> ended ? Mono.empty() : work(task, attempt))
        .timeout(limit)
        .onErrorResume(failure -> settle(task, attempt, failure));
  }

  /**
   * What is stored after the conversion has been stopped has to be removed by whoever stored it.
   */
  private Mono<Void> work(T task, int attempt) {
    return handler
        .handle(task, attempt)
        .then(Mono.defer(() -> ends.removeWhatCameLate(task.conversionId())));
  }

  private Mono<Void> settle(T task, int attempt, Throwable failure) {
    if (failure instanceof ProblemException named) {
      log.info("conversion {} ends: {}", task.conversionId(), named.getMessage());
      return ends.fail(task.conversionId(), named.problem());
    }
    if (attempt >= MAX_ATTEMPTS) {
      log.error("conversion {} ends after {} attempts", task.conversionId(), attempt, failure);
      return ends.fail(task.conversionId(), Problem.of(ProblemCode.INTERNAL));
    }
    return Mono.delay(BACKOFF.multipliedBy(1L << attempt)).then(Mono.error(failure));
  }
}
