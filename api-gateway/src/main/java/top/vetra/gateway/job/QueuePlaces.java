package top.vetra.gateway.job;

import reactor.core.publisher.Mono;
import top.vetra.model.job.Queue;

/** Where conversions stand in line. */
public interface QueuePlaces {

  /** Where this one stands; empty if it does not wait, or nothing is known of it yet. */
  Mono<Queue> of(String conversionId);
}
