package top.vetra.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.placement.Placement;
import top.vetra.gateway.placement.Placements;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.gateway.webhook.WebhookSecrets;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;

/**
 * Accepts jobs: the event log first, from which all else follows, then the record in Redis, so that
 * the caller finds the job, and a place in line for what is new. A caller who gets an error has no
 * job's id; whatever was begun for it is joined by the next request for the same link.
 */
@Component
final class Intake {

  private static final int MAX_JOBS_OF_A_CONVERSION = 1_000;

  private static final Duration FULL = Duration.ofMinutes(1);

  private final List<IntakeGate> gates;
  private final Placements placements;
  private final JobStore jobs;
  private final ConversionStore conversions;
  private final WorkIndex index;
  private final WebhookSecrets secrets;
  private final Dispatcher dispatcher;
  private final Clock clock;
  private final GatewaySettings settings;

  Intake(
      List<IntakeGate> gates,
      Placements placements,
      JobStore jobs,
      ConversionStore conversions,
      WorkIndex index,
      WebhookSecrets secrets,
      Dispatcher dispatcher,
      Clock clock,
      GatewaySettings settings) {
    this.gates = gates;
    this.placements = placements;
    this.jobs = jobs;
    this.conversions = conversions;
    this.index = index;
    this.secrets = secrets;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.settings = settings;
  }

  /** Accepts a job; completes once nothing that happens can lose it. */
  Mono<JobView> accept(String jobId, JobRequest request) {
    return placements
        .place(request.link(), request.preset(), permission(request.client()))
        .delayUntil(this::checkCompany)
        .flatMap(placement -> accept(jobId, request, placement));
  }

  private Mono<Void> permission(String client) {
    return Flux.fromIterable(gates).concatMap(gate -> gate.admit(client)).then();
  }

  /** All jobs of a conversion are told of its end in one go, so there is a bound to them. */
  private Mono<Void> checkCompany(Placement placement) {
    return conversions
        .countJobs(placement.conversionId())
        .filter(jobs -> jobs >= MAX_JOBS_OF_A_CONVERSION)
        .flatMap(jobs -> conversions.find(placement.conversionId()))
        .filter(state -> !state.status().isFinal())
        .flatMap(state -> Mono.error(crowded()));
  }

  private static RequestProblem crowded() {
    return RequestProblem.overloaded(
        "%d jobs wait for this very file already (expected: fewer). Nothing was begun. Ask again when it is done."
            .formatted(MAX_JOBS_OF_A_CONVERSION),
        FULL);
  }

  private Mono<JobView> accept(String jobId, JobRequest request, Placement placement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String conversionId = placement.conversionId();
    JobOrder.Webhook webhook = request.webhook();
    JobOrder order =
        new JobOrder(
            jobId,
            conversionId,
            request.link(),
            request.preset(),
            webhook == null ? null : secrets.encrypt(jobId, webhook),
            now,
            request.client(),
            request.pasted().clipId(),
            request.pasted().startSeconds());
    JobEvent.Accepted accepted = new JobEvent.Accepted(conversionId, now, order);
    return placements
        .accept(accepted, placement)
        .then(Mono.defer(() -> record(accepted)))
        .delayUntil(view -> keepKey(order));
  }

  private Mono<JobView> record(JobEvent.Accepted accepted) {
    return jobs.accept(accepted.order())
        .flatMap(
            job ->
                conversions
                    .update(accepted.conversionId(), state -> state.apply(accepted))
                    .delayUntil(state -> dispatcher.enter(state, accepted.order().client()))
                    .map(state -> new JobView(job, state)));
  }

  /** From a reservation to a holding, for as long as the record is kept. */
  private Mono<Void> keepKey(JobOrder order) {
    return index
        .claim(
            WorkIndex.key(order.link().key(), order.preset()),
            order.conversionId(),
            order.conversionId(),
            settings.recordLifetime())
        .then();
  }
}
