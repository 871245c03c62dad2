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
import top.vetra.model.job.JobStatus;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;

/**
 * Looks after conversions that have fallen silent, so that every job ends: one that nobody has
 * begun on is put on the queue again, one that is lost ends as failed. Any number of gateways may
 * do so at a time; doing it twice is harmless.
 */
final class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private static final int LOOKS_AT_ONCE = 200;

  /** Until the end of a lost conversion has come through the log. */
  private static final Duration AFTER_END = Duration.ofMinutes(1);

  private final ConversionStore conversions;
  private final TaskPublisher tasks;
  private final ConversionEnds ends;
  private final Patience patience;
  private final Clock clock;

  Watchdog(
      ConversionStore conversions,
      TaskPublisher tasks,
      ConversionEnds ends,
      Patience patience,
      Clock clock) {
    this.conversions = conversions;
    this.tasks = tasks;
    this.ends = ends;
    this.patience = patience;
    this.clock = clock;
  }

  /** Looks at all that are due. */
  Mono<Void> look() {
    Instant now = clock.instant();
    return conversions
        .due(now, LOOKS_AT_ONCE)
        .concatMap(
            id ->
                conversions
                    .find(id)
                    .flatMap(state -> look(state, now).thenReturn(id))
                    .switchIfEmpty(conversions.lookNoMore(id).thenReturn(id)))
        .then();
  }

  private Mono<Void> look(ConversionState state, Instant now) {
    if (state.status().isFinal()) {
      return conversions.lookNoMore(state.id());
    }
    Instant lostAt = patience.lostAt(state);
    if (!now.isBefore(lostAt)) {
      log.warn("conversion {} is lost: nothing heard since {}", state.id(), state.updatedAt());
      return ends.fail(state.id(), Problem.of(ProblemCode.INTERNAL))
          .then(conversions.lookAgain(state.id(), now.plus(AFTER_END)));
    }
    Instant next = patience.nextLook(state);
    if (now.isBefore(next)) {
      return conversions.lookAgain(state.id(), next);
    }
    return beginAgain(state, now, lostAt);
  }

  /** Ever more rarely: workers that are just busy are not helped by more tasks. */
  private Mono<Void> beginAgain(ConversionState state, Instant now, Instant lostAt) {
    Instant later = now.plus(Duration.between(state.updatedAt(), now));
    return putOnQueue(state)
        .then(conversions.lookAgain(state.id(), later.isAfter(lostAt) ? lostAt : later));
  }

  private Mono<Void> putOnQueue(ConversionState state) {
    var link = state.link();
    var preset = state.preset();
    if (state.status() != JobStatus.QUEUED || link == null || preset == null) {
      return Mono.empty();
    }
    log.info("conversion {} is put on the queue again", state.id());
    return tasks.publish(TaskQueue.RESOLVE, new ResolveTask(state.id(), link, preset));
  }
}
