package top.vetra.fetcher.plan;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** Keeps plans in the object store. */
public final class Plans {

  private final ObjectStore store;

  /** Pages do not change any more once chunks are fetched by them. A page has about 100 KB. */
  private final AsyncCache<String, PlanPage> pages =
      Caffeine.newBuilder().maximumSize(100).expireAfterAccess(Duration.ofMinutes(1)).buildAsync();

  public Plans(ObjectStore store) {
    this.store = store;
  }

  /** Stores a plan, page by page. */
  Mono<Void> save(String conversionId, List<PlannedChunk> chunks) {
    int pages = PlanPage.of(chunks.size() - 1) + 1;
    return Flux.range(0, pages)
        .concatMap(
            page -> {
              int from = page * PlanPage.CHUNKS;
              int to = Math.min(from + PlanPage.CHUNKS, chunks.size());
              return store.putJson(
                  ObjectKeys.planPage(conversionId, page), new PlanPage(chunks.subList(from, to)));
            })
        .then();
  }

  /** A chunk of a plan that was stored before; an error if it is not there. */
  public Mono<PlannedChunk> chunk(String conversionId, int chunk) {
    String key = ObjectKeys.planPage(conversionId, PlanPage.of(chunk));
    return Mono.fromFuture(() -> pages.get(key, (wanted, executor) -> load(wanted)), true)
        .map(page -> page.chunk(chunk));
  }

  private CompletableFuture<PlanPage> load(String key) {
    return store
        .getJson(key, PlanPage.class)
        .switchIfEmpty(
            Mono.error(
                () -> new IllegalStateException("plan: none at " + key + " (expected: one)")))
        .toFuture();
  }
}
