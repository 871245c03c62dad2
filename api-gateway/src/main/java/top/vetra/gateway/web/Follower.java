package top.vetra.gateway.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.Changes;
import top.vetra.gateway.job.JobView;
import top.vetra.model.job.JobStatus;

/** Follows a job from change to change until it is final. */
@Component
final class Follower {

  /** Fewer changes than this may be skipped, never the last one. */
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);

  /** Looks even if it was told of no change: what is published in Redis may get lost. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final JobViews views;
  private final Changes changes;

  Follower(JobViews views, Changes changes) {
    this.views = views;
    this.changes = changes;
  }

  /** The job as it is now, and again with each change; completes with the final state. */
  Flux<JobView> follow(String id) {
    return views.find(id).flatMapMany(this::follow);
  }

  /** The same, from a job that has just been looked at. */
  Flux<JobView> follow(JobView first) {
    Set<String> concerned = ConcurrentHashMap.newKeySet();
    concerned.addAll(List.of(first.record().id(), first.conversion().id()));
    Flux<?> ticks =
        Flux.merge(
            changes.ids().filter(concerned::contains), Flux.interval(Duration.ZERO, BETWEEN_LOOKS));
    return ticks
        .onBackpressureLatest()
        .concatMap(tick -> look(first.record().id(), concerned), 0)
        .startWith(first)
        .distinctUntilChanged(JobView::tag)
        .takeUntil(view -> view.status().isFinal());
  }

  /**
   * One look, and a pause before the next; changes during the pause are looked at after it. A look
   * that fails is no end: the next one tells what this one would have told.
   */
  private Flux<JobView> look(String id, Set<String> concerned) {
    return views
        .find(id)
        .onErrorComplete()
        .filter(Follower::isSettled)
        .doOnNext(view -> concerned.add(view.conversion().id()))
        .concatWith(Mono.delay(BETWEEN_CHANGES).then(Mono.empty()));
  }

  /** A job whose conversion was given up is about to be moved to another. */
  private static boolean isSettled(JobView view) {
    return view.record().cancellation() != null || view.conversion().status() != JobStatus.CANCELED;
  }
}
