package top.vetra.fetcher.chunk;

import java.time.Clock;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** Stores chunks and hands the work on: to the encoders, and to whoever fetches the next chunk. */
public final class Delivery {

  private final ObjectStore store;
  private final TaskPublisher tasks;
  private final EventPublisher events;
  private final Clock clock;

  public Delivery(ObjectStore store, TaskPublisher tasks, EventPublisher events, Clock clock) {
    this.store = store;
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  /** Completes once the chunk is stored and everybody knows of it. */
  Mono<Void> deliver(FetchTask task, PlannedChunk plan, Chunk chunk) {
    Mono<Void> stored = store(task, chunk).then(tell(task, plan));
    if (task.chunk() == task.chunksTotal() - 1) {
      return stored
          .then(summarise(task, chunk))
          .then(isMp3(task) ? encode(task, chunk) : assemble(task));
    }
    return isMp3(task)
        // What is needed to go on is known: the next chunk does not wait for this one's storage,
        // and if that fails, this task comes again. The file waits for the parts of all chunks.
        ? Mono.when(stored.then(encode(task, chunk)), goOn(task, chunk))
        // Nothing but the last task tells that all chunks of an MP4 are stored.
        : stored.then(goOn(task, chunk));
  }

  private Mono<Void> store(FetchTask task, Chunk chunk) {
    Mono<Void> adts =
        store.put(ObjectKeys.chunk(task.conversionId(), task.chunk()), chunk.adts(), "audio/aac");
    return chunk.timeline().moments().isEmpty()
        ? adts
        : store
            .putJson(ObjectKeys.chunkTimeline(task.conversionId(), task.chunk()), chunk.timeline())
            .and(adts);
  }

  private Mono<Void> tell(FetchTask task, PlannedChunk plan) {
    return Mono.defer(
        () ->
            events.publish(
                new JobEvent.ChunkFetched(
                    task.conversionId(), clock.instant(), task.chunk(), plan.segmentsSoFar())));
  }

  private Mono<Void> summarise(FetchTask task, Chunk chunk) {
    return store.putJson(
        ObjectKeys.summary(task.conversionId()),
        new FetchSummary(chunk.format(), task.firstFrame() + chunk.frames(), chunk.gaps()));
  }

  private Mono<Void> goOn(FetchTask task, Chunk chunk) {
    return tasks.publish(
        TaskQueue.FETCH,
        new FetchTask(
            task.conversionId(),
            task.preset(),
            task.chunk() + 1,
            task.chunksTotal(),
            task.firstFrame() + chunk.frames(),
            chunk.format(),
            chunk.gaps()));
  }

  private Mono<Void> encode(FetchTask task, Chunk chunk) {
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

  private Mono<Void> assemble(FetchTask task) {
    return tasks.publish(
        TaskQueue.ASSEMBLE,
        new AssembleTask(task.conversionId(), task.preset(), task.chunksTotal()));
  }

  private static boolean isMp3(FetchTask task) {
    return task.preset().format() == Format.MP3;
  }
}
