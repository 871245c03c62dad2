package top.vetra.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Preset;
import top.vetra.model.job.ResultFile;
import top.vetra.pipeline.store.ObjectStore;

/** Finds the conversion that a new job joins, or founds one. */
@Component
final class Placements {

  /**
   * How long a key is held for a conversion that may never come to be, because its gateway died
   * between taking the key and writing to the log.
   */
  private static final Duration RESERVATION = Duration.ofMinutes(1);

  private static final int MAX_TRIES = 5;

  private final WorkIndex index;
  private final ConversionStore conversions;
  private final ObjectStore objects;
  private final Clock clock;
  private final GatewaySettings settings;

  Placements(
      WorkIndex index,
      ConversionStore conversions,
      ObjectStore objects,
      Clock clock,
      GatewaySettings settings) {
    this.index = index;
    this.conversions = conversions;
    this.objects = objects;
    this.clock = clock;
    this.settings = settings;
  }

  /** Joins what runs or is finished, and founds a new conversion where neither is. */
  Mono<Placement> place(String linkKey, Preset preset) {
    String key = WorkIndex.key(linkKey, preset);
    return index
        .holder(key)
        .flatMap(
            holder ->
                isJoinable(holder)
                    .flatMap(
                        joinable ->
                            joinable
                                ? Mono.just(new Placement(holder, false))
                                : found(key, holder)))
        .switchIfEmpty(Mono.defer(() -> found(key, "")))
        .repeatWhenEmpty(MAX_TRIES, tries -> tries)
        .onErrorMap(
            IllegalStateException.class,
            e -> new IllegalStateException("no conversion could be found or founded", e));
  }

  /** Holds the key for as long as the conversion's record is kept. */
  Mono<Void> keep(String linkKey, Preset preset, String conversionId) {
    return index
        .claim(
            WorkIndex.key(linkKey, preset), conversionId, conversionId, settings.recordLifetime())
        .then();
  }

  /** Gives the key back when a founded conversion could not be begun. */
  Mono<Void> giveUp(String linkKey, Preset preset, String conversionId) {
    return index.release(WorkIndex.key(linkKey, preset), conversionId);
  }

  /** Empty if another founded one meanwhile. */
  private Mono<Placement> found(String key, String replaced) {
    String fresh = Ids.next();
    return index
        .claim(key, fresh, replaced, RESERVATION)
        .filter(fresh::equals)
        .map(holder -> new Placement(holder, true));
  }

  /** One that nothing is known of yet has just been founded by another request. */
  private Mono<Boolean> isJoinable(String conversionId) {
    return conversions
        .find(conversionId)
        .flatMap(
            state -> {
              if (state.status() == JobStatus.COMPLETED) {
                return isStillThere(state);
              }
              return Mono.just(!state.status().isFinal());
            })
        .defaultIfEmpty(true);
  }

  private Mono<Boolean> isStillThere(ConversionState state) {
    ResultFile file = state.result();
    Instant gone = state.updatedAt().plus(settings.retention());
    return file == null || !clock.instant().isBefore(gone)
        ? Mono.just(false)
        : objects.exists(file.objectKey());
  }
}
