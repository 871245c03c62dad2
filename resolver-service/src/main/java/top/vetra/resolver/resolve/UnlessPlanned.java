package top.vetra.resolver.resolve;

import java.util.function.Function;
import reactor.core.publisher.Mono;
import top.vetra.model.queue.ResolveTask;
import top.vetra.pipeline.queue.TaskHandler;

/**
 * Asks X only about conversions that have no plan yet. Of those that have one, a task that comes
 * once more must not ask: X may refuse by now what is being fetched already.
 */
public final class UnlessPlanned implements TaskHandler<ResolveTask> {

  private final Function<String, Mono<Boolean>> goOn;
  private final TaskHandler<ResolveTask> resolver;

  /**
   * Takes what does either.
   *
   * @param goOn goes on with a conversion by its id; false if it has no plan
   * @param resolver asks X
   */
  public UnlessPlanned(Function<String, Mono<Boolean>> goOn, TaskHandler<ResolveTask> resolver) {
    this.goOn = goOn;
    this.resolver = resolver;
  }

  @Override
  public Mono<Void> handle(ResolveTask task, int attempt) {
    return goOn.apply(task.conversionId())
        .flatMap(planned -> planned ? Mono.empty() : resolver.handle(task, attempt));
  }
}
