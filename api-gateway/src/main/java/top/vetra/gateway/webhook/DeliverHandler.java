package top.vetra.gateway.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

/** Tells a caller's endpoint that its job ended, and puts the next try off where that fails. */
final class DeliverHandler implements TaskHandler<DeliverTask> {

  private static final Logger log = LoggerFactory.getLogger(DeliverHandler.class);

  private final JobLookup jobs;
  private final WebhookSender sender;
  private final TaskPublisher tasks;
  private final Links links;
  private final ObjectMapper json;
  private final Clock clock;

  DeliverHandler(
      JobLookup jobs,
      WebhookSender sender,
      TaskPublisher tasks,
      Links links,
      ObjectMapper json,
      Clock clock) {
    this.jobs = jobs;
    this.sender = sender;
    this.tasks = tasks;
    this.links = links;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(DeliverTask task, int attempt) {
    return jobs.find(task.jobId())
        // The record may be on its way back, after Redis has lost it.
        .filter(view -> view.status().isFinal())
        .flatMap(this::send)
        .defaultIfEmpty(new Answer(null, Failure.NO_ANSWER, null))
        .flatMap(outcome -> settle(task, outcome));
  }

  private Mono<Answer> send(JobView view) {
    var webhook = view.record().order().webhook();
    if (webhook == null) {
      return Mono.just(new Answer(null, Failure.GONE, null));
    }
    return Mono.fromCallable(
            () -> json.writeValueAsBytes(WebhookEvent.of(view.render(clock.instant(), links))))
        .flatMap(body -> sender.send(webhook, "msg_" + view.record().id(), body));
  }

  private Mono<Void> settle(DeliverTask task, Answer answer) {
    if (answer.failure() == null || answer.failure() == Failure.GONE) {
      return Mono.empty();
    }
    Duration pause = Schedule.pauseAfter(task.attempt(), ThreadLocalRandom.current().nextDouble());
    if (pause == null) {
      log.warn("webhook of job {} is given up after {} tries", task.jobId(), task.attempt());
      return Mono.empty();
    }
    return tasks.publishAt(
        TaskQueue.DELIVER,
        new DeliverTask(task.conversionId(), task.jobId(), task.attempt() + 1),
        clock.instant().plus(pause));
  }
}
