package top.vetra.transcoder.assemble;

import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.pipeline.store.ObjectStore;

/** Reads what earlier steps left for each chunk. */
final class WorkObjects {

  /** Objects read ahead. Each is a minute or two of audio, one to three megabytes. */
  private static final int PREFETCH = 4;

  private WorkObjects() {}

  /** The objects of all chunks in order; an error if one is missing. */
  static Flux<byte[]> inOrder(ObjectStore store, int chunks, IntFunction<String> key) {
    return Flux.range(0, chunks)
        .flatMapSequential(chunk -> required(store, key.apply(chunk)), PREFETCH, 1);
  }

  private static Mono<byte[]> required(ObjectStore store, String key) {
    return store
        .get(key)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such object: " + key)));
  }
}
