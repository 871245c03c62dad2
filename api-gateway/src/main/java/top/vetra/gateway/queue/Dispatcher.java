package top.vetra.gateway.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.model.job.JobStatus;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;

/**
 * Lets conversions out of the line when it is their turn, by giving workers their first task. Any
 * number of gateways may do so at a time. What a crash leaves half done is found by the next look,
 * or by the watchdog.
 */
@Component
public final class Dispatcher {

  /** Orders that do not tell whose they are count as one client's. */
  private static final String UNKNOWN = "unknown";

  private static final int AT_A_TIME = 8;

  private final ConversionQueue queue;
  private final ConversionStore conversions;
  private final TaskPublisher tasks;
  private final Limits limits;
  private final Clock clock;
  private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();

  /** Lets out as many as the settings allow. */
  public Dispatcher(
      ConversionQueue queue,
      ConversionStore conversions,
      TaskPublisher tasks,
      GatewaySettings settings,
      Clock clock) {
    this.queue = queue;
    this.conversions = conversions;
    this.tasks = tasks;
    this.limits = settings.queue().limits();
    this.clock = clock;
  }

  /** Puts a conversion in a client's line, if it waits for its turn. */
  public Mono<Void> enter(ConversionState state, @Nullable String client) {
    return state.isHeld()
        ? queue.enter(state.id(), name(client), state.createdAt()).doOnSuccess(done -> changed())
        : Mono.empty();
  }

  /** Notes that a conversion is worked on, as the log says. */
  public Mono<Void> works(ConversionState state, Instant at) {
    return queue.works(state.id(), name(state.client()), at);
  }

  /** Lets others have the place of a conversion that needs it no more, or not for now. */
  public Mono<Void> leave(String conversionId, Instant at) {
    return queue.leave(conversionId, at).doOnSuccess(done -> changed());
  }

  /** Tells when it may be time to {@link #dispatch}. */
  public Flux<Boolean> changes() {
    return changes.asFlux();
  }

  private void changed() {
    // Whoever does not listen right now looks soon anyway.
    changes.tryEmitNext(true);
  }

  /** Lets out those whose turn it is. */
  public Mono<Void> dispatch() {
    return queue
        .look()
        .flatMapIterable(state -> FairShare.of(state).next(limits))
        .concatMap(
            turn ->
                queue
                    .letOut(turn.conversionId(), turn.client(), limits, now())
                    .filter(out -> out)
                    .flatMap(out -> begin(turn.conversionId())))
        .then();
  }

  /**
   * Finds places that are held for nothing, and conversions that were let out and not begun.
   *
   * @param after how long ago they were let out at least, so that others have had the time to begin
   */
  public Mono<Void> reconcile(Duration after) {
    return queue
        .look()
        .flatMapIterable(QueueState::running)
        .filter(work -> !work.since().isAfter(now().minus(after)))
        .map(Running::conversionId)
        .flatMap(this::begin, AT_A_TIME)
        .then();
  }

  private Mono<Void> begin(String id) {
    return conversions
        .find(id)
        .defaultIfEmpty(ConversionState.unknown(id))
        .flatMap(
            state -> {
              if (state.status().isFinal() || state.link() == null) {
                return free(id);
              }
              return state.isHeld()
                  ? conversions.update(id, held -> held.begin(now())).flatMap(this::publish)
                  : Mono.empty();
            });
  }

  /** Where records are just being made again, it may belong in line by now. */
  private Mono<Void> free(String id) {
    return leave(id, now())
        .then(Mono.defer(() -> conversions.find(id)))
        .flatMap(state -> enter(state, state.client()));
  }

  private Mono<Void> publish(ConversionState state) {
    var link = state.link();
    var preset = state.preset();
    return link == null || preset == null || state.status() != JobStatus.QUEUED
        ? Mono.empty()
        : tasks.publish(TaskQueue.RESOLVE, new ResolveTask(state.id(), link, preset));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String name(@Nullable String client) {
    return client == null ? UNKNOWN : client;
  }
}
