package top.vetra.gateway.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.QueuePlaces;
import top.vetra.model.job.Queue;

/** Where conversions stand in line: read once in a while for all who ask. */
@Component
public final class Places implements QueuePlaces {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Mono<FairShare> share;
  private final Limits limits;
  private final Clock clock;

  Places(ConversionQueue queue, GatewaySettings settings, Clock clock) {
    this.share =
        queue
            .look()
            .map(FairShare::of)
            .cache(found -> FRESH, failure -> Duration.ZERO, () -> Duration.ZERO);
    this.limits = settings.queue().limits();
    this.clock = clock;
  }

  @Override
  public Mono<Queue> of(String conversionId) {
    return share
        .filter(found -> !found.isNext(conversionId, limits))
        .mapNotNull(found -> found.place(conversionId, limits, now()));
  }

  /** What another one of this client would find. */
  public Mono<Outlook> outlook(String client) {
    return share.map(
        found ->
            new Outlook(
                found.waiting(), found.waiting(client), found.expectedWait(client, limits, now())));
  }

  private Instant now() {
    return clock.instant();
  }

  /**
   * What a newcomer would find.
   *
   * @param waiting how many conversions wait
   * @param ofClient how many of them are the client's own
   * @param expectedWait until it would be let out, about
   */
  public record Outlook(int waiting, int ofClient, Duration expectedWait) {}
}
