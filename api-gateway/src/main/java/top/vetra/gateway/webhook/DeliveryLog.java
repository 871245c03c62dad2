package top.vetra.gateway.webhook;

import java.util.List;
import reactor.core.publisher.Mono;

/** The tries that were made for each job, kept as long as the job's record. */
public interface DeliveryLog {

  /** The tries for a job, the oldest first; an empty list if there are none. */
  Mono<List<Delivery>> of(String jobId);

  /** Keeps a try, in place of what was kept of the same one before. */
  Mono<Void> put(String jobId, Delivery delivery);

  /** Counts a try that somebody asks for; which one it is, from 1. */
  Mono<Integer> countRequest(String jobId);
}
