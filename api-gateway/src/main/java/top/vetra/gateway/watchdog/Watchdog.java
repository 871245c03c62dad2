package top.vetra.gateway.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.stage.Redrive;

/**
 * Looks after conversions that have fallen silent, so that every job ends: each is driven on from
 * what is stored of it, ever more rarely, and ends as failed if that does not help. Any number of
 * gateways may do so at a time; doing it twice is harmless.
 */
final class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private static final int LOOKS_AT_ONCE = 200;
  private static final int SIDE_BY_SIDE = 8;

  /** Until the end of a lost conversion has come through the log, and after a look that failed. */
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final ConversionStore conversions;
  private final TaskPublisher tasks;
  private final Redrive redrive;
  private final ConversionEnds ends;
  private final Dispatcher dispatcher;
  private final Patience patience;
  private final WorkingTime working;
  private final Clock clock;

  Watchdog(
      ConversionStore conversions,
      TaskPublisher tasks,
      Redrive redrive,
      ConversionEnds ends,
      Dispatcher dispatcher,
      Patience patience,
      WorkingTime working,
      Clock clock) {
    this.conversions = conversions;
    this.tasks = tasks;
    this.redrive = redrive;
    this.ends = ends;
    this.dispatcher = dispatcher;
    this.patience = patience;
    this.working = working;
    this.clock = clock;
  }

  /** Looks at all that are due. */
  Mono<Void> look() {
    Instant now = clock.instant();
    return conversions
        .due(now, LOOKS_AT_ONCE)
        .flatMap(id -> look(id, now).onErrorResume(failure -> skip(id, now, failure)), SIDE_BY_SIDE)
        .then();
  }

  private Mono<Void> look(String id, Instant now) {
    return conversions
        .find(id)
        .flatMap(state -> look(state, now).thenReturn(id))
        .switchIfEmpty(Mono.defer(() -> conversions.lookNoMore(id)).thenReturn(id))
        .then();
  }

  /** What is wrong with one keeps nobody from looking after the others. */
  private Mono<Void> skip(String id, Instant now, Throwable failure) {
    log.warn("conversion {} could not be looked after", id, failure);
    return conversions.lookAgain(id, now.plus(A_WHILE));
  }

  private Mono<Void> look(ConversionState state, Instant now) {
    if (!isToBeWorkedOn(state)) {
      return conversions.lookNoMore(state.id());
    }
    if (state.isHeld()) {
      return stayInLine(state, now);
    }
    Duration silence = working.since(patience.silentFrom(state));
    Duration left = patience.silent().minus(silence);
    if (left.isNegative() || left.isZero()) {
      log.warn("conversion {} is lost: nothing heard since {}", state.id(), state.updatedAt());
      return ends.fail(state.id(), Problem.of(ProblemCode.INTERNAL))
          .then(conversions.lookAgain(state.id(), now.plus(A_WHILE)));
    }
    Duration early = patience.firstDrive().minus(silence);
    if (!early.isNegative() && !early.isZero()) {
      return conversions.lookAgain(state.id(), now.plus(early));
    }
    // Ever more rarely: workers that are just busy are not helped by more tasks.
    Duration pause = left.compareTo(silence) < 0 ? left : silence;
    return driveOn(state).then(conversions.lookAgain(state.id(), now.plus(pause)));
  }

  /** Whether workers should be heard of: others are neither driven on nor lost. */
  private static boolean isToBeWorkedOn(ConversionState state) {
    return !state.status().isFinal();
  }

  /** In case that its place was lost; ever more rarely, since thousands may wait. */
  private Mono<Void> stayInLine(ConversionState state, Instant now) {
    Duration waited = Duration.between(state.updatedAt(), now);
    Duration pause = waited.compareTo(patience.unstarted()) > 0 ? waited : patience.unstarted();
    return dispatcher
        .enter(state, state.client())
        .then(conversions.lookAgain(state.id(), now.plus(pause)));
  }

  private Mono<Void> driveOn(ConversionState state) {
    log.info("conversion {} is driven on: nothing heard since {}", state.id(), state.updatedAt());
    return redrive.goOn(state.id()).filter(stored -> !stored).flatMap(none -> begin(state));
  }

  private Mono<Void> begin(ConversionState state) {
    var link = state.link();
    var preset = state.preset();
    return link == null || preset == null
        ? Mono.empty()
        : tasks.publish(TaskQueue.RESOLVE, new ResolveTask(state.id(), link, preset));
  }
}
