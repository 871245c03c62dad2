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
import top.vetra.model.store.ChunkReceipt;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/**
 * Stores chunks and hands the work on: to the encoders, and to whoever fetches the next chunk. What
 * follows from a chunk is published whenever its task comes, also when the chunk is there already:
 * an earlier attempt may have ended between any two of these steps.
 */
public final class Delivery {

  private static final String MARK_TYPE = "application/octet-stream";

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

  /** What is known of a task's chunk if it is stored; else empty. */
  Mono<ChunkReceipt> receipt(FetchTask task) {
    return store.getJson(ObjectKeys.receipt(task.conversionId(), task.chunk()), ChunkReceipt.class);
  }

  /** Completes once the chunk is stored and everybody knows of it. */
  Mono<Void> deliver(FetchTask task, PlannedChunk plan, Chunk chunk) {
    ChunkReceipt receipt = chunk.receipt(task, plan.segmentsSoFar());
    Mono<Void> told = store(receipt, chunk).then(tell(receipt));
    return task.preset().format() == Format.MP3
        // What is needed to go on is known: the next chunk does not wait for this one's storage,
        // and if that fails, this task comes again. The file waits for the parts of all chunks.
        ? Mono.when(told, goOn(receipt))
        // Nothing but the last task tells that all chunks of an MP4 are stored.
        : told.then(goOn(receipt));
  }

  /** Completes once everybody knows of a chunk that has been stored before. */
  Mono<Void> deliverAgain(ChunkReceipt receipt) {
    return tell(receipt).then(goOn(receipt));
  }

  /** The receipt comes last, and says that all else is there. */
  private Mono<Void> store(ChunkReceipt receipt, Chunk chunk) {
    String id = receipt.encode().conversionId();
    int number = receipt.encode().chunk();
    Mono<Void> adts = store.put(ObjectKeys.chunk(id, number), chunk.adts(), "audio/aac");
    Mono<Void> timeline =
        chunk.timeline().isEmpty()
            ? Mono.empty()
            : store.putJson(ObjectKeys.chunkTimeline(id, number), chunk.timeline());
    Mono<Void> summary =
        receipt.encode().isLast()
            ? store.putJson(ObjectKeys.summary(id), receipt.summary())
            : Mono.empty();
    return Mono.when(timeline, adts, summary)
        .then(Mono.defer(() -> store.putJson(ObjectKeys.receipt(id, number), receipt)));
  }

  private Mono<Void> tell(ChunkReceipt receipt) {
    EncodeTask encode = receipt.encode();
    return Mono.defer(
            () ->
                events.publish(
                    new JobEvent.ChunkFetched(
                        encode.conversionId(),
                        clock.instant(),
                        encode.chunk(),
                        receipt.segmentsFetched())))
        .then(Mono.defer(() -> handOn(encode)));
  }

  private Mono<Void> handOn(EncodeTask encode) {
    if (encode.preset().format() == Format.MP3) {
      return tasks.publish(TaskQueue.ENCODE, encode);
    }
    return encode.isLast()
        ? tasks.publish(
            TaskQueue.ASSEMBLE,
            new AssembleTask(encode.conversionId(), encode.preset(), encode.chunksTotal()))
        : Mono.empty();
  }

  /**
   * Has the next chunk fetched, once: two tasks that fetch one recording become one where either
   * finds that it has been, or is being done already.
   */
  private Mono<Void> goOn(ChunkReceipt receipt) {
    EncodeTask encode = receipt.encode();
    if (encode.isLast()) {
      return Mono.empty();
    }
    String id = encode.conversionId();
    String mark = ObjectKeys.handedOn(id, encode.chunk());
    return Mono.defer(
            () ->
                Mono.zip(
                    store.exists(mark),
                    store.exists(ObjectKeys.receipt(id, encode.chunk() + 1)),
                    Boolean::logicalOr))
        .filter(gone -> !gone)
        .flatMap(
            stays ->
                tasks
                    .publish(TaskQueue.FETCH, receipt.next())
                    .then(Mono.defer(() -> store.put(mark, new byte[0], MARK_TYPE))));
  }
}
