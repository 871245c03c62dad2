package top.vetra.resolver.resolve;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Looks;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

/** Finds out what a link is and where its playlist lies, or why there is nothing to convert. */
public final class Resolver implements TaskHandler<ResolveTask> {

  private static final Logger log = LoggerFactory.getLogger(Resolver.class);

  /** Spreads those who wait for the same moment. */
  private static final Duration MAX_JITTER = Duration.ofSeconds(3);

  private final X x;
  private final LinkFollower links;
  private final Patience patience;
  private final Duration limit;
  private final Avatars avatars;
  private final EventPublisher events;
  private final TaskPublisher tasks;
  private final Clock clock;
  private final RecentEnds ends;
  private final Random random = new Random();

  /**
   * @param patience how long X is waited for
   * @param limit for all calls to X of one try together
   * @param avatars keeps hosts' pictures
   */
  public Resolver(
      X x,
      Patience patience,
      Duration limit,
      Avatars avatars,
      EventPublisher events,
      TaskPublisher tasks,
      Clock clock) {
    this.x = x;
    this.links = new LinkFollower(x);
    this.patience = patience;
    this.limit = limit;
    this.avatars = avatars;
    this.events = events;
    this.tasks = tasks;
    this.clock = clock;
    this.ends = new RecentEnds(clock);
  }

  @Override
  public Mono<Void> handle(ResolveTask task, int attempt) {
    return Mono.defer(
            () -> events.publish(new JobEvent.Resolving(task.conversionId(), clock.instant())))
        .then(
            Mono.defer(() -> ends.of(task.link()).map(Resolver::again).orElseGet(() -> ask(task))))
        .onErrorResume(TryLaterException.class, later -> putOff(task, later));
  }

  private static Mono<Void> again(Problem end) {
    return Mono.error(new ProblemException(end.code(), end.detail()));
  }

  private Mono<Void> ask(ResolveTask task) {
    return links
        .found(task.link())
        .flatMap(found -> plan(task, found))
        .doOnError(ProblemException.class, named -> ends.note(task.link(), named.problem()))
        .timeout(limit, slow(task))
        // Where this is not the first time, it has been seen to.
        .filter(space -> task.looks() == null)
        // The work has begun: the picture keeps nobody waiting.
        .flatMap(space -> keepAvatar(task, space));
  }

  private Mono<Space> plan(ResolveTask task, FoundSpace found) {
    Admission.check(found);
    Space space = found.space();
    log.info("conversion {} is of Space {}", task.conversionId(), space.id());
    String mediaKey = found.mediaKey();
    if (mediaKey == null) {
      return Mono.error(new ProblemException(ProblemCode.UPSTREAM_CHANGED));
    }
    return events
        .publish(new JobEvent.SpaceFound(task.conversionId(), clock.instant(), space))
        .then(x.playlist(mediaKey))
        .switchIfEmpty(Mono.error(() -> withoutRecording(task, space)))
        .flatMap(playlist -> tasks.publish(TaskQueue.PLAN, planTask(task, space, playlist)))
        .thenReturn(space);
  }

  private Mono<Void> keepAvatar(ResolveTask task, Space space) {
    return avatars
        .keep(space)
        .flatMap(
            kept ->
                events.publish(
                    new JobEvent.SpaceFound(task.conversionId(), clock.instant(), kept)));
  }

  private PlanTask planTask(ResolveTask task, Space space, URI playlist) {
    Looks looks = task.looks();
    return new PlanTask(
        task.conversionId(),
        task.preset(),
        space,
        playlist.toString(),
        looks == null ? clock.instant() : looks.since(),
        // Of a post the Space is known by now.
        task.link() instanceof SpaceLink.Post ? new SpaceLink.Space(space.id()) : task.link(),
        looks);
  }

  private RuntimeException withoutRecording(ResolveTask task, Space space) {
    Instant now = clock.instant();
    return patience
        .nextLook(space.endedAt(), task.waitingSince(), task.timesWaited(), now)
        .<RuntimeException>map(look -> TryLaterException.forRecording(look.at(), look.last()))
        .orElseGet(
            () ->
                new ProblemException(
                    patience.wasWaitedFor(space.endedAt(), task.waitingSince())
                        ? ProblemCode.RECORDING_NOT_READY
                        : ProblemCode.RECORDING_EXPIRED));
  }

  private Mono<Void> putOff(ResolveTask task, TryLaterException later) {
    Instant now = clock.instant();
    if (!patience.allows(later, task.waited(), now)) {
      return Mono.error(new ProblemException(later.reason()));
    }
    log.info("conversion {} waits: {}", task.conversionId(), later.getMessage());
    Instant due = later.at().plusMillis(random.nextLong(MAX_JITTER.toMillis()));
    return events
        .publish(
            new JobEvent.Waiting(
                task.conversionId(), now, later.problem(), later.at(), later.givingUpAt()))
        .then(tasks.publishAt(TaskQueue.RESOLVE, task.afterWaitFrom(now), due));
  }

  private <T> Mono<T> slow(ResolveTask task) {
    return Mono.error(
        () -> {
          log.warn("conversion {} gives up: X took longer than {}", task.conversionId(), limit);
          return new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
        });
  }
}
