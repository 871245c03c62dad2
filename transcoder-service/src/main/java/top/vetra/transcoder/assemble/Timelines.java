package top.vetra.transcoder.assemble;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.Timeline;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.pipeline.store.ObjectStore.StoredObject;

/** Joins what is known of who spoke when, of all chunks, into one object beside the result. */
final class Timelines {

  /**
   * Twelve hours of a stage full of people are a fifth of it. What is longer is not worth the
   * memory.
   */
  private static final long MAX_BYTES = 32L * 1024 * 1024;

  private static final int PREFETCH = 4;
  private static final Retry RETRY = Retry.backoff(2, Duration.ofMillis(300));

  private static final Logger log = LoggerFactory.getLogger(Timelines.class);

  private final ObjectStore store;

  Timelines(ObjectStore store) {
    this.store = store;
  }

  /** Never fails: a recording without its timeline is still the recording. */
  Mono<Void> join(String conversionId, String result) {
    return store
        .list(ObjectKeys.chunkTimelines(conversionId))
        .collectList()
        .filter(parts -> !parts.isEmpty())
        .filter(parts -> isBounded(conversionId, parts))
        .flatMap(parts -> joined(parts).flatMap(all -> put(result, all)))
        .retryWhen(RETRY)
        .onErrorResume(
            failure -> {
              log.warn("conversion {}: no timeline", conversionId, failure);
              return Mono.empty();
            });
  }

  private static boolean isBounded(String conversionId, List<StoredObject> parts) {
    long bytes = parts.stream().mapToLong(StoredObject::sizeBytes).sum();
    if (bytes > MAX_BYTES) {
      log.warn("conversion {}: no timeline, for {} bytes of it", conversionId, bytes);
    }
    return bytes <= MAX_BYTES;
  }

  private Mono<Timeline> joined(List<StoredObject> parts) {
    return Flux.fromIterable(parts)
        .flatMapSequential(part -> store.getJson(part.key(), Timeline.class), PREFETCH, 1)
        .collectList()
        .publishOn(Schedulers.parallel())
        .map(Timeline::join)
        .filter(all -> !all.isEmpty());
  }

  private Mono<Void> put(String result, Timeline timeline) {
    return store.putJson(ObjectKeys.timelineOf(result), timeline);
  }
}
