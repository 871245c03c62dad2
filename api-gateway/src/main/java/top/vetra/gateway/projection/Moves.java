package top.vetra.gateway.projection;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.placement.Placement;
import top.vetra.gateway.placement.Placements;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.pipeline.queue.EventPublisher;

/**
 * Moves jobs from one conversion to another: the new one is told of the job first, so that the job
 * is never without one.
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
    return placements
        .place(order.link(), order.preset())
        .flatMap(placement -> move(job, givenUp.id(), placement));
  }

  /** Moves a job to a conversion that does, or has done, the same work. */
  Mono<Void> move(JobRecord job, String from, String to) {
    return move(job, from, new Placement(to, false));
  }

  private Mono<Void> move(JobRecord job, String from, Placement placement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    JobOrder order = job.order();
    JobOrder there =
        new JobOrder(
            order.jobId(),
            placement.conversionId(),
            order.link(),
            order.preset(),
            order.webhook(),
            order.createdAt());
    return placements
        .accept(new JobEvent.Accepted(placement.conversionId(), now, there), placement)
        .then(
            Mono.defer(
                () ->
                    events.publish(
                        new JobEvent.Moved(from, now, order.jobId(), placement.conversionId()))));
  }
}
