package top.vetra.gateway.projection;

import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobStatus;
import top.vetra.model.problem.ProblemCode;
import top.vetra.pipeline.queue.EventPublisher;

/**
 * What follows from an event beyond the conversion's own record: which jobs want it, who is told of
 * its end, and when it is given up. Records are made from every event, each time it is read; all
 * else is done for live ones only.
 *
 * <p>Who wants a conversion is decided by the order of the log alone. So the answer is the same
 * whenever the log is read, and a job that joins in the moment in which the last other one leaves
 * is either counted in time or found on a conversion that was given up, and moved on.
 */
@Component
final class Consequences {

  private static final int JOBS_AT_A_TIME = 16;

  private final JobStore jobs;
  private final ConversionStore conversions;
  private final Holdings holdings;
  private final Moves moves;
  private final Farewells farewells;
  private final Dispatcher dispatcher;
  private final EventPublisher events;

  Consequences(
      JobStore jobs,
      ConversionStore conversions,
      Holdings holdings,
      Moves moves,
      Farewells farewells,
      Dispatcher dispatcher,
      EventPublisher events) {
    this.jobs = jobs;
    this.conversions = conversions;
    this.holdings = holdings;
    this.moves = moves;
    this.farewells = farewells;
    this.dispatcher = dispatcher;
    this.events = events;
  }

  /** Whether anything follows from such an event. */
  static boolean hasAny(JobEvent event) {
    return event instanceof JobEvent.Accepted
        || event instanceof JobEvent.Canceled
        || event instanceof JobEvent.Moved
        || isWork(event)
        || event instanceof JobEvent.Waiting
        || event instanceof JobEvent.Completed
        || event instanceof JobEvent.Failed;
  }

  /** Does what follows from the event, after which the conversion stands so. */
  Mono<Void> follow(ConversionState state, LogEntry entry) {
    JobEvent event = entry.event();
    if (event instanceof JobEvent.Accepted accepted) {
      return accepted(state, accepted, entry.live());
    }
    if (event instanceof JobEvent.Canceled canceled) {
      return canceled(state, canceled, entry.live());
    }
    if (event instanceof JobEvent.Moved moved) {
      return moved(state, moved, entry.live());
    }
    if (event instanceof JobEvent.Waiting waiting) {
      return makesRoom(waiting) ? dispatcher.leave(state.id(), event.at()) : Mono.empty();
    }
    if (isWork(event)) {
      return state.status().isFinal()
          ? Mono.empty()
          : dispatcher.works(state, event.at()).then(worked(state, entry));
    }
    if (event instanceof JobEvent.Completed completed
        && completed.result().equals(state.result())) {
      return dispatcher
          .leave(state.id(), event.at())
          .then(holdings.completed(state))
          .then(farewells.tellAll(state, entry.live()));
    }
    if (event instanceof JobEvent.Failed failed && failed.problem().equals(state.error())) {
      return dispatcher
          .leave(state.id(), event.at())
          .then(holdings.release(state))
          .then(farewells.tellAll(state, entry.live()));
    }
    return Mono.empty();
  }

  /** Signs of a worker, with which a conversion is not in line any more, if it ever was. */
  private static boolean isWork(JobEvent event) {
    return event instanceof JobEvent.Resolving
        || event instanceof JobEvent.SpaceFound
        || event instanceof JobEvent.Planned;
  }

  private Mono<Void> worked(ConversionState state, LogEntry entry) {
    return entry.event() instanceof JobEvent.SpaceFound
        ? holdings.takeSpace(state).flatMap(other -> mergeInto(other, state, entry.live()))
        : Mono.empty();
  }

  /** A recording may be waited for by the hour, and takes no work meanwhile. */
  private static boolean makesRoom(JobEvent.Waiting waiting) {
    return waiting.reason().code() == ProblemCode.RECORDING_NOT_READY;
  }

  private Mono<Void> accepted(ConversionState state, JobEvent.Accepted accepted, boolean live) {
    return jobs.accept(accepted.order())
        .doOnNext(job -> Tally.accepted(job, state))
        .flatMap(
            job ->
                switch (state.status()) {
                  case COMPLETED, FAILED ->
                      job.needs(state.id()) ? farewells.tell(job, state, live) : Mono.empty();
                  case CANCELED -> live ? moves.rehome(job, state) : Mono.empty();
                  default -> joined(job, state, live);
                });
  }

  /** It joins even if it has been canceled or moved meanwhile: then it leaves further on. */
  private Mono<Void> joined(JobRecord job, ConversionState state, boolean live) {
    return holdings
        .accepted(state)
        .then(conversions.join(state.id(), job.id()))
        .then(dispatcher.enter(state, job.order().client()))
        .then(Mono.defer(() -> holdings.takeSpace(state)))
        .flatMap(other -> live ? moves.merge(job, state, other) : Mono.empty());
  }

  private Mono<Void> canceled(ConversionState state, JobEvent.Canceled canceled, boolean live) {
    return jobs.update(canceled.jobId(), job -> cancel(job, state, canceled))
        .flatMap(
            job -> {
              if (job.moves().containsKey(state.id())) {
                return passOn(job, canceled, live);
              }
              var cancellation = job.cancellation();
              return cancellation != null && cancellation.at().equals(canceled.at())
                  ? farewells
                      .tell(job, state, live)
                      .then(leave(state, canceled.at(), job.id()))
                      .flatMap(given -> release(given, live))
                  : Mono.empty();
            });
  }

  private Mono<Void> release(ConversionState given, boolean live) {
    return holdings.release(given).then(Mono.fromRunnable(() -> farewells.stop(given, live)));
  }

  private static JobRecord cancel(
      JobRecord job, ConversionState state, JobEvent.Canceled canceled) {
    boolean ended = state.status() == JobStatus.COMPLETED || state.status() == JobStatus.FAILED;
    return ended || !job.needs(state.id())
        ? job
        : job.canceled(canceled.at(), new JobView(job, state).progressWithoutEta());
  }

  private Mono<Void> moved(ConversionState state, JobEvent.Moved moved, boolean live) {
    String to = moved.toConversionId();
    return jobs.find(moved.jobId())
        .delayUntil(job -> live && moves(job, state) ? moves.announce(job, to) : Mono.empty())
        .flatMap(job -> jobs.update(job.id(), latest -> move(latest, state, to)))
        .delayUntil(job -> arrived(job, to, live))
        .flatMap(
            job ->
                leave(state, moved.at(), job.id())
                    .delayUntil(
                        given ->
                            job.wasAt(to) ? holdings.handOver(given, to) : holdings.release(given))
                    .doOnNext(given -> farewells.stop(given, live))
                    .then());
  }

  /** Not where it has ended before, or has moved already: the first of its moves counts. */
  private static boolean moves(JobRecord job, ConversionState state) {
    return job.needs(state.id()) && !new JobView(job, state).status().isFinal();
  }

  private static JobRecord move(JobRecord job, ConversionState state, String to) {
    JobView view = new JobView(job, state);
    return moves(job, state)
        ? job.moved(
            state.id(), to, new JobRecord.Floor(view.status(), view.progressWithoutEta().percent()))
        : job;
  }

  /** A job may arrive where all is done. */
  private Mono<Void> arrived(JobRecord job, String to, boolean live) {
    return conversions
        .find(to)
        .filter(there -> there.status().isFinal() && job.needs(to))
        .flatMap(there -> farewells.tell(job, there, live));
  }

  /** The wish to cancel came after the job was moved: the conversion that serves it has to know. */
  private Mono<Void> passOn(JobRecord job, JobEvent.Canceled canceled, boolean live) {
    return live
        ? events.publish(new JobEvent.Canceled(job.conversionId(), canceled.at(), canceled.jobId()))
        : Mono.empty();
  }

  /** The conversion as it is given up, if nobody else wants it; else empty. */
  private Mono<ConversionState> leave(ConversionState state, Instant at, String jobId) {
    return conversions
        .leave(state.id(), jobId)
        .filter(left -> left == 0)
        .flatMap(left -> conversions.update(state.id(), latest -> latest.abandon(at)))
        .filter(given -> given.status() == JobStatus.CANCELED)
        .delayUntil(given -> dispatcher.leave(given.id(), at));
  }

  private Mono<Void> mergeInto(String other, ConversionState state, boolean live) {
    return live
        ? conversions
            .jobs(state.id())
            .collectList()
            .flatMapIterable(ids -> ids)
            .flatMap(jobs::find, JOBS_AT_A_TIME)
            .flatMap(job -> moves.merge(job, state, other), JOBS_AT_A_TIME)
            .then()
        : Mono.empty();
  }
}
