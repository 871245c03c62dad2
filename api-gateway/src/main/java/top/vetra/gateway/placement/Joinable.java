package top.vetra.gateway.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.ResultFile;
import top.vetra.pipeline.store.ObjectStore;

/** Tells whether a conversion can serve more jobs: it runs, or its result is still there. */
@Component
public final class Joinable {

  private static final Logger log = LoggerFactory.getLogger(Joinable.class);

  private static final Duration HASTE = Duration.ofSeconds(2);

  private final ConversionStore conversions;
  private final ObjectStore objects;
  private final Clock clock;
  private final GatewaySettings settings;

  Joinable(
      ConversionStore conversions, ObjectStore objects, Clock clock, GatewaySettings settings) {
    this.conversions = conversions;
    this.objects = objects;
    this.clock = clock;
    this.settings = settings;
  }

  /** One that nothing is known of yet has just been founded by another request. */
  public Mono<Boolean> test(String conversionId) {
    return conversions
        .find(conversionId)
        .flatMap(
            state ->
                state.status() == JobStatus.COMPLETED
                    ? isStillThere(state)
                    : Mono.just(!state.status().isFinal()))
        .defaultIfEmpty(true);
  }

  /** A store that does not answer holds up neither requests nor the log. */
  private Mono<Boolean> doTheWorkAgain(Throwable trouble) {
    log.warn("whether a result is still there cannot be told: {}", trouble.toString());
    return Mono.just(false);
  }

  private Mono<Boolean> isStillThere(ConversionState state) {
    ResultFile file = state.result();
    Instant now = clock.instant();
    return file != null && settings.keeps(state.updatedAt(), now) && !state.isOutdated(now)
        ? objects.exists(file.objectKey()).timeout(HASTE).onErrorResume(this::doTheWorkAgain)
        : Mono.just(false);
  }
}
