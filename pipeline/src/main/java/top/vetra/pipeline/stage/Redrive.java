package top.vetra.pipeline.stage;

import java.time.Clock;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.ChunkReceipt;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/**
 * Puts the work on a conversion on the queues again, going by what is stored of it alone: whatever
 * was lost on the way, a task, its acknowledgement or the worker, this is what is left to be done.
 * Tasks that are on the queues all the same find their work done, or do it twice without harm.
 */
public final class Redrive {

  private final ObjectStore store;
  private final TaskPublisher tasks;
  private final EventPublisher events;
  private final Clock clock;

  /** Goes by this store, and publishes there. */
  public Redrive(ObjectStore store, TaskPublisher tasks, EventPublisher events, Clock clock) {
    this.store = store;
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Publishes what follows from what is stored.
   *
   * @return false if nothing is: then the work begins with its link
   */
  public Mono<Boolean> goOn(String conversionId) {
    return store
        .getJson(ObjectKeys.manifest(conversionId), Manifest.class)
        .flatMap(manifest -> goOn(conversionId, manifest).thenReturn(true))
        .defaultIfEmpty(false);
  }

  private Mono<Void> goOn(String id, Manifest manifest) {
    boolean mp3 = manifest.preset().format() == Format.MP3;
    return Mono.zip(
            numbers(ObjectKeys.receipts(id)),
            mp3 ? numbers(ObjectKeys.parts(id)) : numbers(ObjectKeys.receipts(id)))
        .flatMap(
            stored -> {
              Set<Integer> fetched = stored.getT1();
              Set<Integer> ready = stored.getT2();
              return ready.size() == manifest.chunksTotal()
                  ? assemble(id, manifest)
                  : Flux.concat(
                          events.publish(manifest.planned(id, clock.instant())),
                          encode(id, manifest, n -> fetched.contains(n) && !ready.contains(n)),
                          fetch(id, manifest, fetched))
                      .then();
            });
  }

  private Mono<Void> assemble(String id, Manifest manifest) {
    return tasks.publish(
        TaskQueue.ASSEMBLE, new AssembleTask(id, manifest.preset(), manifest.chunksTotal()));
  }

  private Flux<Void> encode(String id, Manifest manifest, IntPredicate isToBeEncoded) {
    return Flux.range(0, manifest.chunksTotal())
        .filter(isToBeEncoded::test)
        .concatMap(chunk -> receipt(id, chunk))
        .concatMap(receipt -> tasks.publish(TaskQueue.ENCODE, receipt.encode()));
  }

  /** The first chunk that is missing, and others whose predecessor tells where they begin. */
  private Flux<Void> fetch(String id, Manifest manifest, Set<Integer> fetched) {
    Flux<FetchTask> first = fetched.contains(0) ? Flux.empty() : Flux.just(manifest.firstFetch(id));
    return first
        .concatWith(
            Flux.range(1, manifest.chunksTotal() - 1)
                .filter(chunk -> !fetched.contains(chunk) && fetched.contains(chunk - 1))
                .concatMap(chunk -> receipt(id, chunk - 1))
                .map(ChunkReceipt::next))
        .concatMap(task -> tasks.publish(TaskQueue.FETCH, task));
  }

  private Mono<ChunkReceipt> receipt(String id, int chunk) {
    return store.getJson(ObjectKeys.receipt(id, chunk), ChunkReceipt.class);
  }

  private Mono<Set<Integer>> numbers(String prefix) {
    return store
        .list(prefix)
        .map(object -> ObjectKeys.chunkOf(object.key()))
        .collect(Collectors.toSet());
  }
}
