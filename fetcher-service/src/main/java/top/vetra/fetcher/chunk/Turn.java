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

  private final ObjectStore store;
  private final int aheadChunks;

  Turn(ObjectStore store, int aheadChunks) {
    this.store = store;
    this.aheadChunks = aheadChunks;
  }

  /** Whether encoding has come near enough to a chunk of the task's conversion. */
  Mono<Boolean> isNear(FetchTask task, int chunk) {
    int encoded = chunk - aheadChunks;
    return task.preset().format() == Format.M4A || encoded < 0
        ? Mono.just(true)
        : store.exists(ObjectKeys.part(task.conversionId(), encoded));
  }
}
