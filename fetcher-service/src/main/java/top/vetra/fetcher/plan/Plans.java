package top.vetra.fetcher.plan;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** Keeps plans in the object store. */
public final class Plans {

  private final ObjectStore store;

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
    return store
        .getJson(ObjectKeys.planPage(conversionId, PlanPage.of(chunk)), PlanPage.class)
        .map(page -> page.chunk(chunk))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new IllegalStateException(
                        "plan of chunk " + chunk + ": none (expected: one)")));
  }
}
