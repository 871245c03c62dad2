package top.vetra.fetcher.chunk;

import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/**
 * Decides whether it is a chunk's turn. A long recording would otherwise be fetched far ahead of
 * its encoding, and fill the encoders' queue in front of everybody who comes later.
 */
final class Turn {

  /** What to do with a task. */
  enum Decision {
    NOW,
    LATER,
    NEVER
  }

  private final ObjectStore store;
  private final int aheadChunks;

  Turn(ObjectStore store, int aheadChunks) {
    this.store = store;
    this.aheadChunks = aheadChunks;
  }

  Mono<Decision> of(FetchTask task, int attempt) {
    return Mono.zip(
        isDone(task, attempt), isNear(task, task.chunk()), (done, near) -> decide(done, near));
  }

  private static Decision decide(boolean done, boolean near) {
    if (done) {
      return Decision.NEVER;
    }
    return near ? Decision.NOW : Decision.LATER;
  }

  /**
   * A chunk that is there although its task comes for the first time was fetched by a copy of the
   * task, which has gone on. On a later attempt the task itself may have stored it and died before
   * it went on, unless the next chunk is there as well.
   */
  private Mono<Boolean> isDone(FetchTask task, int attempt) {
    Mono<Boolean> stored = isStored(task, task.chunk());
    return attempt == 1
        ? stored
        : stored.flatMap(is -> is ? isStored(task, task.chunk() + 1) : Mono.just(false));
  }

  private Mono<Boolean> isStored(FetchTask task, int chunk) {
    return store.exists(ObjectKeys.chunk(task.conversionId(), chunk));
  }

  /** Whether encoding has come near enough to a chunk of the task's conversion. */
  Mono<Boolean> isNear(FetchTask task, int chunk) {
    int encoded = chunk - aheadChunks;
    return task.preset().format() == Format.M4A || encoded < 0
        ? Mono.just(true)
        : store.exists(ObjectKeys.part(task.conversionId(), encoded));
  }
}
