package top.vetra.gateway.placement;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.link.SpaceLink;
import top.vetra.pipeline.queue.EventPublisher;

/** Finds the conversion that serves a job, or founds one. */
@Component
public final class Placements {

  /**
   * How long a key is held for a conversion that may never come to be, because its gateway died
   * between taking the key and writing to the log.
   */
  private static final Duration RESERVATION = Duration.ofMinutes(1);

  private static final int MAX_TRIES = 5;

  private final WorkIndex index;
  private final Joinable joinable;
  private final EventPublisher events;

  Placements(WorkIndex index, Joinable joinable, EventPublisher events) {
    this.index = index;
    this.joinable = joinable;
    this.events = events;
  }

  /**
   * Joins what runs or is finished, and founds a new conversion where neither is.
   *
   * @param permission asked before one is founded; its error is the answer then, and nothing
   *     changes
   */
  public Mono<Placement> place(SpaceLink link, Preset preset, Mono<Void> permission) {
    return place(link, preset, conversionId -> false, permission);
  }

  /** Joins any but those that are declined, or founds one. */
  public Mono<Placement> place(SpaceLink link, Preset preset, Predicate<String> declined) {
    return place(link, preset, declined, Mono.empty());
  }

  private Mono<Placement> place(
      SpaceLink link, Preset preset, Predicate<String> declined, Mono<Void> permission) {
    Function<String, Mono<Placement>> founding =
        holder ->
            permission.then(Mono.defer(() -> found(WorkIndex.key(link.key(), preset), holder)));
    String key = WorkIndex.key(link.key(), preset);
    return index
        .holder(key)
        .defaultIfEmpty("")
        .flatMap(
            holder ->
                holder.isEmpty() || declined.test(holder)
                    ? founding.apply(holder)
                    : joinable
                        .test(holder)
                        .flatMap(
                            joins ->
                                joins
                                    ? Mono.just(new Placement(holder, false))
                                    : founding.apply(holder)))
        .repeatWhenEmpty(MAX_TRIES, tries -> tries);
  }

  /** Writes an order to the log, from which all else follows. */
  public Mono<Void> accept(JobEvent.Accepted accepted, Placement placement) {
    Mono<Void> written = events.publish(accepted);
    return placement.founded()
        ? written.onErrorResume(failure -> giveUp(accepted.order()).then(Mono.error(failure)))
        : written;
  }

  /** The next one who asks founds another conversion. */
  private Mono<Void> giveUp(JobOrder order) {
    return index
        .release(WorkIndex.key(order.link().key(), order.preset()), order.conversionId())
        .onErrorComplete();
  }

  /** Empty if another founded one meanwhile. */
  private Mono<Placement> found(String key, String replaced) {
    String fresh = Ids.next();
    return index
        .claim(key, fresh, replaced, RESERVATION)
        .filter(fresh::equals)
        .map(holder -> new Placement(holder, true));
  }
}
