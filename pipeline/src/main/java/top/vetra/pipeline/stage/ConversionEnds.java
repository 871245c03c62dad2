package top.vetra.pipeline.stage;

import java.time.Clock;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.problem.Problem;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.store.ObjectStore;

/**
 * How a conversion ends, so that no unit of it is worked on any more. The mark in the object store
 * is what workers look at; the event is what people see.
 */
public final class ConversionEnds {

  private final ObjectStore store;
  private final EventPublisher events;
  private final Clock clock;

  /** Ends conversions in this store and in this log. */
  public ConversionEnds(ObjectStore store, EventPublisher events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /** Whether it needs no more work. */
  public Mono<Boolean> hasEnded(String conversionId) {
    return store.exists(ObjectKeys.ended(conversionId));
  }

  /** Ends it with a file. */
  public Mono<Void> complete(String conversionId, ResultFile result) {
    return events
        .publish(new JobEvent.Completed(conversionId, clock.instant(), result))
        .then(stop(conversionId));
  }

  /** Ends it without a file. */
  public Mono<Void> fail(String conversionId, Problem problem) {
    return events
        .publish(new JobEvent.Failed(conversionId, clock.instant(), problem))
        .then(stop(conversionId));
  }

  /** Removes what was stored for it since it was stopped; nothing while it is needed. */
  public Mono<Void> removeWhatCameLate(String conversionId) {
    return hasEnded(conversionId)
        .flatMap(ended -> ended ? store.deleteAll(ObjectKeys.work(conversionId)) : Mono.empty());
  }

  /** Stops the work on it and removes what was stored for it. */
  public Mono<Void> stop(String conversionId) {
    return store
        .put(ObjectKeys.ended(conversionId), new byte[0], "application/octet-stream")
        .then(store.deleteAll(ObjectKeys.work(conversionId)));
  }
}
