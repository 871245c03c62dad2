package top.vetra.gateway.web;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobView;
import top.vetra.model.event.JobEvent;
import top.vetra.pipeline.queue.EventPublisher;

/**
 * Cancels jobs. The event log decides: where the file is finished before the wish to cancel is
 * read, the job is completed. So the wish is written, and the outcome waited for.
 */
@Component
final class Cancellation {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final JobViews views;
  private final Follower follower;
  private final EventPublisher events;
  private final Clock clock;

  Cancellation(JobViews views, Follower follower, EventPublisher events, Clock clock) {
    this.views = views;
    this.follower = follower;
    this.events = events;
    this.clock = clock;
  }

  /** The job as it is then: final, unless the log could not be read to that point in time. */
  Mono<JobView> cancel(String id) {
    return views.find(id).flatMap(view -> view.status().isFinal() ? Mono.just(view) : cancel(view));
  }

  private Mono<JobView> cancel(JobView view) {
    JobEvent.Canceled canceled =
        new JobEvent.Canceled(
            view.record().conversionId(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            view.record().id());
    return events
        .publish(canceled)
        .thenMany(follower.follow(view.record().id()))
        .filter(later -> later.status().isFinal())
        .next()
        .timeout(PATIENCE, views.find(view.record().id()));
  }
}
