package top.vetra.gateway.intake;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Which request came first under an idempotency key. */
public interface IdempotencyKeys {

  /**
   * Takes a key for a request, if no other has it.
   *
   * @param key any text
   * @param claim what is to be known of the request
   * @param lifetime how long the key is held
   * @return the claim that holds the key now
   */
  Mono<Claim> claim(String key, Claim claim, Duration lifetime);

  /** Gives the key back if this claim holds it. */
  Mono<Void> release(String key, Claim claim);

  /**
   * What is known of a request.
   *
   * @param fingerprint equal for equal requests
   * @param jobId the job that it has, or is about to have
   */
  record Claim(String fingerprint, String jobId) {}
}
