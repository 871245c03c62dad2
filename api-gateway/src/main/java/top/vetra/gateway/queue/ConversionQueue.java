package top.vetra.gateway.queue;

import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Keeps which conversions wait for their turn and which are worked on. Every call may be repeated.
 */
public interface ConversionQueue {

  /** Puts a conversion in this client's line, unless it is worked on. It may be in several. */
  Mono<Void> enter(String conversionId, String client, Instant at);

  /**
   * Takes a conversion out of all lines to be worked on, if it waits and the limits allow it.
   *
   * @param client in whose turn
   * @return whether it was taken by this very call
   */
  Mono<Boolean> letOut(String conversionId, String client, Limits limits, Instant at);

  /** Notes that a conversion is worked on, whatever the limits say. */
  Mono<Void> works(String conversionId, String client, Instant at);

  /** Forgets a conversion, and notes how long it was worked on, if it was. */
  Mono<Void> leave(String conversionId, Instant at);

  /** All there is. */
  Mono<QueueState> look();
}
