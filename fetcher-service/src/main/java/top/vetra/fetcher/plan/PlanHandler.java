package top.vetra.fetcher.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.RecordingSource;
import top.vetra.fetcher.playlist.Unreadable;
import top.vetra.model.event.JobEvent;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.store.ObjectStore;

/**
 * Reads a recording's playlist, cuts it into chunks, and starts the fetching. A plan that is stored
 * already stands: chunks of it may have been fetched.
 */
public final class PlanHandler implements TaskHandler<PlanTask> {

  private static final Logger log = LoggerFactory.getLogger(PlanHandler.class);

  private final RecordingSource recordings;
  private final Readiness readiness;
  private final ChunkCutter cutter;
  private final Plans plans;
  private final ObjectStore store;
  private final TaskPublisher tasks;
  private final EventPublisher events;
  private final Clock clock;

  public PlanHandler(
      RecordingSource recordings,
      PlanSettings settings,
      ObjectStore store,
      TaskPublisher tasks,
      EventPublisher events,
      Clock clock) {
    this.recordings = recordings;
    this.readiness = new Readiness(settings, clock);
    this.cutter =
        new ChunkCutter(
            settings.firstChunk().toMillis() / 1000.0, settings.chunk().toMillis() / 1000.0);
    this.plans = new Plans(store);
    this.store = store;
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(PlanTask task, int attempt) {
    return store
        .getJson(ObjectKeys.manifest(task.conversionId()), Manifest.class)
        .switchIfEmpty(Mono.defer(() -> plan(task)))
        .flatMap(manifest -> start(task, manifest));
  }

  /** Empty if there is nothing to plan yet. */
  private Mono<Manifest> plan(PlanTask task) {
    return Mono.defer(() -> recordings.read(entry(task)))
        // A long playlist takes milliseconds that connections should not wait for.
        .publishOn(Schedulers.parallel())
        .map(recording -> readiness.check(task, recording))
        .onErrorMap(MediaException.class, failure -> readiness.explain(task, failure))
        .flatMap(taken -> save(task, taken))
        .onErrorResume(NotYetException.class, notYet -> postpone(task, notYet));
  }

  private Mono<Manifest> save(PlanTask task, Judgement taken) {
    Recording recording = taken.recording();
    List<PlannedChunk> chunks = cutter.cut(recording);
    Manifest manifest =
        new Manifest(
            task.space().withDurationSeconds(recording.playlist().seconds()),
            task.preset(),
            recording.segments().size(),
            chunks.size(),
            taken.shortfall());
    log.info(
        "conversion {}: {} segments of {} s in {} chunks",
        task.conversionId(),
        manifest.segmentsTotal(),
        recording.playlist().seconds(),
        manifest.chunksTotal());
    return plans
        .save(task.conversionId(), chunks)
        .then(store.putJson(ObjectKeys.manifest(task.conversionId()), manifest))
        .thenReturn(manifest);
  }

  private Mono<Void> start(PlanTask task, Manifest manifest) {
    return events
        .publish(manifest.planned(task.conversionId(), clock.instant()))
        .then(tasks.publish(TaskQueue.FETCH, manifest.firstFetch(task.conversionId())));
  }

  private <T> Mono<T> postpone(PlanTask task, NotYetException notYet) {
    return tell(task, notYet).then(lookAgain(task, notYet)).then(Mono.empty());
  }

  private Mono<Void> tell(PlanTask task, NotYetException notYet) {
    return notYet.givingUpAt() == null
        ? Mono.empty()
        : events.publish(
            new JobEvent.Waiting(
                task.conversionId(),
                clock.instant(),
                Problem.of(ProblemCode.RECORDING_NOT_READY),
                notYet.until(),
                notYet.givingUpAt()));
  }

  /** By way of the resolver: X may name another address by then. */
  private Mono<Void> lookAgain(PlanTask task, NotYetException notYet) {
    return task.link() == null
        ? tasks.publishAt(TaskQueue.PLAN, task.after(notYet.looks()), notYet.until())
        : tasks.publishAt(
            TaskQueue.RESOLVE,
            new ResolveTask(task.conversionId(), task.link(), task.preset(), null, notYet.looks()),
            notYet.until());
  }

  private static URI entry(PlanTask task) {
    try {
      return new URI(task.playlistUrl());
    } catch (URISyntaxException e) {
      throw Unreadable.because("What X gives as the recording's address is none.");
    }
  }
}
