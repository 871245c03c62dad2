package top.vetra.transcoder.encode;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** Encodes a chunk; whoever finds all of them encoded has the file made. */
public final class EncodeHandler implements TaskHandler<EncodeTask> {

  private static final Logger log = LoggerFactory.getLogger(EncodeHandler.class);

  private static final String PART_TYPE = "audio/mpeg";

  private final ObjectStore store;
  private final ChunkEncoder encoder;
  private final EventPublisher events;
  private final TaskPublisher tasks;
  private final Clock clock;

  /** Takes what it needs of the outside. */
  public EncodeHandler(
      ObjectStore store,
      ChunkEncoder encoder,
      EventPublisher events,
      TaskPublisher tasks,
      Clock clock) {
    this.store = store;
    this.encoder = encoder;
    this.events = events;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(EncodeTask task, int attempt) {
    String part = ObjectKeys.part(task.conversionId(), task.chunk());
    // Any attempt may follow one that has stored it: attempts are not counted over all accidents.
    return store
        .exists(part)
        .flatMap(done -> done ? Mono.<Void>empty() : encode(task, part))
        .then(Mono.defer(() -> announce(task)))
        .then(Mono.defer(() -> assembleIfComplete(task)));
  }

  private Mono<Void> encode(EncodeTask task, String part) {
    String chunk = ObjectKeys.chunk(task.conversionId(), task.chunk());
    return store
        .get(chunk)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such object: " + chunk)))
        .flatMap(bytes -> encoder.encode(task, bytes))
        .flatMap(
            made -> putGaps(task, made.gaps()).then(store.put(part, made.frames(), PART_TYPE)));
  }

  private Mono<Void> putGaps(EncodeTask task, List<Gap> gaps) {
    return gaps.isEmpty()
        ? Mono.empty()
        : store.putJson(ObjectKeys.chunkGaps(task.conversionId(), task.chunk()), gaps);
  }

  private Mono<Void> announce(EncodeTask task) {
    log.info(
        "conversion {}: encoded chunk {} of {}",
        task.conversionId(),
        task.chunk() + 1,
        task.chunksTotal());
    return events.publish(
        new JobEvent.ChunkEncoded(task.conversionId(), clock.instant(), task.chunk()));
  }

  /**
   * Every worker looks only after its own part is stored, so the last one sees them all. Two may:
   * assembling twice is harmless. The last part comes late, so looking for it first spares most
   * listings.
   */
  private Mono<Void> assembleIfComplete(EncodeTask task) {
    return store
        .exists(ObjectKeys.part(task.conversionId(), task.chunksTotal() - 1))
        .filter(late -> late)
        .flatMapMany(late -> store.list(ObjectKeys.parts(task.conversionId())))
        .count()
        .filter(parts -> parts == task.chunksTotal())
        .flatMap(
            complete ->
                tasks.publish(
                    TaskQueue.ASSEMBLE,
                    new AssembleTask(task.conversionId(), task.preset(), task.chunksTotal())));
  }
}
