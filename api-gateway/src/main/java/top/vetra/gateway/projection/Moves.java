package top.vetra.gateway.projection;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.placement.Placements;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.pipeline.queue.EventPublisher;

/**
 * Moves jobs from one conversion to another. The move is written to the log of the old one, and the
 * new one is told when it is read there: so the order of that log decides whether the job still
 * moves, and only one conversion takes it over, however often and late the move is decided.
 *
 * <p>A job never returns to a conversion that it has left: it would go round in a circle.
 */
@Component
final class Moves {

  private final Placements placements;
  private final EventPublisher events;
  private final Clock clock;

  Moves(Placements placements, EventPublisher events, Clock clock) {
    this.placements = placements;
    this.events = events;
    this.clock = clock;
  }

  /** Moves a job away from a conversion that was given up, to one that runs or is founded. */
  Mono<Void> rehome(JobRecord job, ConversionState givenUp) {
    JobOrder order = job.order();
    return job.needs(givenUp.id())
        ? placements
            .place(order.link(), order.preset(), job::wasAt)
            .flatMap(placement -> move(job, givenUp.id(), placement.conversionId()))
        : Mono.empty();
  }

  /** Moves a job to a conversion that does, or has done, the same work. */
  Mono<Void> merge(JobRecord job, ConversionState from, String to) {
    return job.needs(from.id()) && !job.wasAt(to) ? move(job, from.id(), to) : Mono.empty();
  }

  private Mono<Void> move(JobRecord job, String from, String to) {
    return events.publish(new JobEvent.Moved(from, now(), job.id(), to));
  }

  /** Tells a conversion of a job that it takes over. */
  Mono<Void> announce(JobRecord job, String to) {
    return events.publish(new JobEvent.Accepted(to, now(), job.order().servedBy(to)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
