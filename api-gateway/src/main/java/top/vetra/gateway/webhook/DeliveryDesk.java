package top.vetra.gateway.webhook;

import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;

/** Where callers ask what became of their webhooks, and have them sent again. */
public final class DeliveryDesk {

  private static final int CONFLICT = 409;

  /** With the tries by schedule, all that is kept of a job. */
  private static final int MAX_REQUESTS = 20;

  private final DeliveryLog deliveries;
  private final TaskPublisher tasks;

  DeliveryDesk(DeliveryLog deliveries, TaskPublisher tasks) {
    this.deliveries = deliveries;
    this.tasks = tasks;
  }

  /** What became of the job's webhook so far. */
  public Mono<Deliveries> of(JobView view) {
    return deliveries
        .of(view.record().id())
        .map(past -> Deliveries.of(view.record().id(), view.record().order().webhook(), past));
  }

  /**
   * Has the webhook of a job that has ended sent once more, whether or not it was delivered.
   * Completes when it is sure to be; a {@link RequestProblem} where it cannot be.
   */
  public Mono<Void> sendAgain(JobView view) {
    if (view.record().order().webhook() == null) {
      return refuse("The job has no webhook. Name one in the request for a job.");
    }
    if (!view.status().isFinal()) {
      return refuse("The job has not ended yet. Its webhook is called when it has.");
    }
    String jobId = view.record().id();
    return deliveries
        .countRequest(jobId)
        .flatMap(
            request ->
                request > MAX_REQUESTS
                    ? refuse("The webhook was sent again %d times.".formatted(MAX_REQUESTS))
                    : tasks.publish(
                        TaskQueue.DELIVER,
                        new DeliverTask(view.conversion().id(), jobId, request, true)));
  }

  private static Mono<Void> refuse(String detail) {
    return Mono.error(RequestProblem.invalid(CONFLICT, detail));
  }
}
