package top.vetra.fetcher.chunk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.Plans;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** Fetches a chunk, stores it, and passes the conversion's one fetch task on to the next chunk. */
public final class FetchHandler implements TaskHandler<FetchTask> {

  private static final Logger log = LoggerFactory.getLogger(FetchHandler.class);

  private final Turn turn;
  private final Plans plans;
  private final SegmentFetcher segments;
  private final FetchSettings settings;
  private final ObjectStore store;
  private final TaskPublisher tasks;
  private final EventPublisher events;
  private final Clock clock;

  public FetchHandler(
      MediaOrigin origin,
      FetchSettings settings,
      ObjectStore store,
      TaskPublisher tasks,
      EventPublisher events,
      Clock clock) {
    this.turn = new Turn(store, settings.aheadChunks());
    this.plans = new Plans(store);
    this.segments = new SegmentFetcher(origin, settings);
    this.settings = settings;
    this.store = store;
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(FetchTask task, int attempt) {
    return turn.of(task, attempt)
        .flatMap(
            decision ->
                switch (decision) {
                  case NOW -> fetch(task);
                  case LATER ->
                      Mono.delay(settings.waitForEncoders())
                          .then(tasks.publish(TaskQueue.FETCH, task));
                  case NEVER -> {
                    log.info(
                        "chunk {} of {} is fetched already", task.chunk(), task.conversionId());
                    yield Mono.empty();
                  }
                });
  }

  private Mono<Void> fetch(FetchTask task) {
    return plans
        .chunk(task.conversionId(), task.chunk())
        .flatMap(
            plan ->
                segments
                    .fetch(plan.all())
                    .map(fetched -> ChunkBuilder.build(task, plan, fetched))
                    .flatMap(chunk -> deliver(task, plan, chunk)));
  }

  private Mono<Void> deliver(FetchTask task, PlannedChunk plan, Chunk chunk) {
    Mono<Void> stored =
        store
            .put(ObjectKeys.chunk(task.conversionId(), task.chunk()), chunk.adts(), "audio/aac")
            .then(
                events.publish(
                    new JobEvent.ChunkFetched(
                        task.conversionId(), clock.instant(), task.chunk(), plan.segmentsSoFar())));
    List<Gap> gaps = new ArrayList<>(task.gaps());
    gaps.addAll(chunk.gaps());
    long nextFrame = task.firstFrame() + chunk.frames();
    if (task.chunk() == task.chunksTotal() - 1) {
      FetchSummary summary = new FetchSummary(chunk.format(), nextFrame, gaps);
      return stored
          .then(store.putJson(ObjectKeys.summary(task.conversionId()), summary))
          .then(passOn(task, chunk));
    }
    FetchTask next =
        new FetchTask(
            task.conversionId(),
            task.preset(),
            task.chunk() + 1,
            task.chunksTotal(),
            nextFrame,
            chunk.format(),
            gaps);
    return stored.then(passOn(task, chunk)).then(tasks.publish(TaskQueue.FETCH, next));
  }

  private Mono<Void> passOn(FetchTask task, Chunk chunk) {
    if (task.preset().format() == Format.MP3) {
      return tasks.publish(
          TaskQueue.ENCODE,
          new EncodeTask(
              task.conversionId(),
              task.preset(),
              task.chunk(),
              task.chunksTotal(),
              task.firstFrame(),
              chunk.leadInFrames(),
              chunk.frames(),
              chunk.leadOutFrames(),
              chunk.format()));
    }
    return task.chunk() == task.chunksTotal() - 1
        ? tasks.publish(
            TaskQueue.ASSEMBLE,
            new AssembleTask(task.conversionId(), task.preset(), task.chunksTotal()))
        : Mono.empty();
  }
}
