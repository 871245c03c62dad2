package top.vetra.gateway.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobView;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/**
 * Accepts jobs. The order of the writes is the order of what can be mended: the event log first,
 * since all else can be made again from it; then the task, which the watchdog puts on the queue
 * again if it is missing; the record in Redis last, so that the caller finds the job. A caller who
 * gets an error has no job's id; whatever was begun for it is joined by the next request for the
 * same link.
 */
@Component
final class Intake {

  private final Placements placements;
  private final EventPublisher events;
  private final TaskPublisher tasks;
  private final JobStore jobs;
  private final ConversionStore conversions;
  private final Clock clock;

  Intake(
      Placements placements,
      EventPublisher events,
      TaskPublisher tasks,
      JobStore jobs,
      ConversionStore conversions,
      Clock clock) {
    this.placements = placements;
    this.events = events;
    this.tasks = tasks;
    this.jobs = jobs;
    this.conversions = conversions;
    this.clock = clock;
  }

  /** Accepts a job; completes once nothing that happens can lose it. */
  Mono<JobView> accept(String jobId, JobRequest request) {
    return placements
        .place(request.link().key(), request.preset())
        .flatMap(placement -> accept(jobId, request, placement));
  }

  private Mono<JobView> accept(String jobId, JobRequest request, Placement placement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String conversionId = placement.conversionId();
    JobOrder order =
        new JobOrder(jobId, conversionId, request.link(), request.preset(), request.webhook(), now);
    JobEvent.Accepted accepted = new JobEvent.Accepted(conversionId, now, order);
    Mono<Void> durable = events.publish(accepted).then(Mono.defer(() -> begin(placement, order)));
    if (placement.founded()) {
      durable =
          durable.onErrorResume(
              failure ->
                  placements
                      .giveUp(request.link().key(), request.preset(), conversionId)
                      .onErrorComplete()
                      .then(Mono.error(failure)));
    }
    return durable
        .then(Mono.defer(() -> jobs.accept(order)))
        .flatMap(
            job ->
                conversions
                    .update(conversionId, state -> state.apply(accepted))
                    .map(state -> new JobView(job, state)))
        .delayUntil(view -> placements.keep(request.link().key(), request.preset(), conversionId));
  }

  private Mono<Void> begin(Placement placement, JobOrder order) {
    return placement.founded()
        ? tasks.publish(
            TaskQueue.RESOLVE, new ResolveTask(order.conversionId(), order.link(), order.preset()))
        : Mono.empty();
  }
}
