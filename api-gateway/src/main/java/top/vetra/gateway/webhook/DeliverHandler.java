package top.vetra.gateway.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.JobView;
import top.vetra.model.job.JobOrder.Webhook;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

/**
 * Tells a caller's endpoint that its job ended, and puts the next try off where that fails.
 *
 * <p>A task is done with before its endpoint answers, so that a slow one holds up no other's task.
 * It is put back on the queue first, for later: should the process end during the call, the try is
 * made again; otherwise it is found to be over. So each try is made at least once.
 */
final class DeliverHandler implements TaskHandler<DeliverTask> {

  private static final Logger log = LoggerFactory.getLogger(DeliverHandler.class);

  /**
   * Longer than any call. Just above the delays of the ladder's topics, as the pause below: what is
   * just below one of them goes down the shorter ones second by second.
   */
  private static final Duration LEASE = Duration.ofSeconds(31);

  /** How long a task waits for room, and for what is down. */
  private static final Duration PAUSE = Duration.ofSeconds(11);

  private static final Retry AGAIN = Retry.backoff(5, Duration.ofMillis(200));

  private final JobLookup jobs;
  private final DeliveryLog deliveries;
  private final Messenger messenger;
  private final Calls calls;
  private final TaskPublisher tasks;
  private final Clock clock;

  DeliverHandler(
      JobLookup jobs,
      DeliveryLog deliveries,
      Messenger messenger,
      Calls calls,
      TaskPublisher tasks,
      Clock clock) {
    this.jobs = jobs;
    this.deliveries = deliveries;
    this.messenger = messenger;
    this.calls = calls;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(DeliverTask task, int attempt) {
    return deliveries
        .of(task.jobId())
        .filter(past -> isOpen(task, past))
        .flatMap(past -> isUnderWay(task, past) ? publish(task, PAUSE) : deliver(task))
        .onErrorResume(
            failure -> {
              log.warn("webhook of job {} is put off: {}", task.jobId(), failure.toString());
              return publish(task, PAUSE);
            });
  }

  private static boolean isOpen(DeliverTask task, List<Delivery> past) {
    return past.stream()
        .noneMatch(
            delivery ->
                delivery.isOver() && delivery.isOf(task) || delivery.isLast() && !task.requested());
  }

  /** Whether the task is here twice. */
  private boolean isUnderWay(DeliverTask task, List<Delivery> past) {
    Instant latest = clock.instant().minus(LEASE);
    return past.stream()
        .anyMatch(delivery -> delivery.isOf(task) && delivery.startedAt().isAfter(latest));
  }

  private Mono<Void> deliver(DeliverTask task) {
    return jobs.find(task.jobId())
        // The record may be on its way back, after Redis has lost it.
        .filter(view -> view.status().isFinal())
        .flatMap(view -> deliver(task, view).thenReturn(task))
        .switchIfEmpty(Mono.defer(() -> follow(task, next(task, null)).thenReturn(task)))
        .then();
  }

  private Mono<Void> deliver(DeliverTask task, JobView view) {
    Webhook webhook = view.record().order().webhook();
    if (webhook == null) {
      return Mono.empty();
    }
    String target = messenger.target(webhook);
    if (!calls.enter(target)) {
      return publish(task, PAUSE);
    }
    Delivery begun = Delivery.begun(task, clock.instant());
    return publish(task, LEASE)
        .then(deliveries.put(task.jobId(), begun))
        .doFinally(
            end -> {
              if (end == SignalType.ON_COMPLETE) {
                calls.start(target, call(task, view, webhook, begun));
              } else {
                calls.leave(target);
              }
            });
  }

  private Mono<Void> call(DeliverTask task, JobView view, Webhook webhook, Delivery begun) {
    return messenger
        .tell(view, webhook)
        .flatMap(answer -> settle(task, begun, answer))
        .onErrorResume(
            failure -> {
              log.warn("webhook of job {} is tried again later", task.jobId(), failure);
              return Mono.empty();
            });
  }

  private Mono<Void> settle(DeliverTask task, Delivery begun, Answer answer) {
    Instant now = clock.instant();
    Delivery ended = begun.ended(answer, now, null);
    Instant next = ended.isLast() ? null : next(task, answer.notBefore());
    if (next == null && !ended.isLast()) {
      log.warn("webhook of job {} is given up after {} tries", task.jobId(), task.attempt());
    }
    return follow(task, next)
        .retryWhen(AGAIN)
        .then(deliveries.put(task.jobId(), begun.ended(answer, now, next)).retryWhen(AGAIN));
  }

  private @Nullable Instant next(DeliverTask task, @Nullable Instant notBefore) {
    return task.requested()
        ? null
        : Schedule.next(
            task.attempt(), clock.instant(), notBefore, ThreadLocalRandom.current().nextDouble());
  }

  private Mono<Void> follow(DeliverTask task, @Nullable Instant due) {
    return due == null ? Mono.empty() : tasks.publishAt(TaskQueue.DELIVER, task.next(), due);
  }

  private Mono<Void> publish(DeliverTask task, Duration pause) {
    return tasks.publishAt(TaskQueue.DELIVER, task, clock.instant().plus(pause));
  }
}
