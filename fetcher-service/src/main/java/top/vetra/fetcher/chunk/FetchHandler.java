package top.vetra.fetcher.chunk;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.Plans;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** Fetches a chunk, stores it, and passes the conversion's one fetch task on to the next chunk. */
public final class FetchHandler implements TaskHandler<FetchTask> {

  /**
   * What a host does not give now, it is asked for in so many attempts before that is final. An
   * attempt asks anew for no more than the cache has not kept, and takes about half a minute where
   * a host stalls.
   */
  private static final int OUTAGE_ATTEMPTS = 3;

  private static final Logger log = LoggerFactory.getLogger(FetchHandler.class);

  private final Turn turn;
  private final Plans plans;
  private final SegmentFetcher segments;
  private final ChunkBuilder builder;
  private final Delivery delivery;
  private final FetchSettings settings;
  private final TaskPublisher tasks;

  public FetchHandler(
      MediaOrigin origin,
      FetchSettings settings,
      ObjectStore store,
      Delivery delivery,
      TaskPublisher tasks) {
    this.turn = new Turn(store, settings.aheadChunks());
    this.plans = new Plans(store);
    this.segments = new SegmentFetcher(origin, settings);
    this.builder = new ChunkBuilder();
    this.delivery = delivery;
    this.settings = settings;
    this.tasks = tasks;
  }

  @Override
  public Mono<Void> handle(FetchTask task, int attempt) {
    return Mono.zip(
            delivery.receipt(task).map(Optional::of).defaultIfEmpty(Optional.empty()),
            turn.isNear(task, task.chunk()))
        .flatMap(
            known ->
                known
                    .getT1()
                    .map(delivery::deliverAgain)
                    .orElseGet(() -> known.getT2() ? fetch(task, attempt) : putOff(task)));
  }

  private Mono<Void> fetch(FetchTask task, int attempt) {
    return plans
        .chunk(task.conversionId(), task.chunk())
        .flatMap(
            plan ->
                segments
                    .fetch(task.conversionId(), plan.all())
                    .doOnSubscribe(started -> fetchAhead(task))
                    // Joining takes milliseconds that connections should not wait for.
                    .publishOn(Schedulers.parallel())
                    .map(fetched -> build(task, attempt, plan, fetched))
                    .doOnNext(chunk -> segments.forget(task.conversionId(), plan.onlyHere()))
                    .flatMap(chunk -> delivery.deliver(task, plan, chunk)));
  }

  private Chunk build(
      FetchTask task, int attempt, PlannedChunk plan, List<FetchedSegment> fetched) {
    Hopes hopes = new Hopes(task, plan, fetched);
    hopes.refuseForGood();
    if (attempt < OUTAGE_ATTEMPTS) {
      hopes.awaitBetter();
    }
    hopes.refuse();
    return builder.build(task, plan, fetched);
  }

  /**
   * Has the next chunks' segments come while this one's are put together and stored, unless those
   * chunks will have to wait for encoders: meanwhile, others would push them out of the cache.
   * Their tasks most likely come here too; if they do not, or this fails, they are fetched again.
   */
  private void fetchAhead(FetchTask task) {
    int next = task.chunk() + 1;
    Flux.range(next, Math.min(settings.prefetchChunks(), task.chunksTotal() - next))
        .filterWhen(chunk -> turn.isNear(task, chunk), 1)
        .concatMap(chunk -> plans.chunk(task.conversionId(), chunk))
        .flatMap(plan -> segments.fetch(task.conversionId(), plan.own()))
        .subscribe(
            fetched -> {},
            failure -> log.debug("chunks after {} were not fetched ahead", task.chunk(), failure));
  }

  private Mono<Void> putOff(FetchTask task) {
    return Mono.delay(settings.waitForEncoders()).then(tasks.publish(TaskQueue.FETCH, task));
  }
}
