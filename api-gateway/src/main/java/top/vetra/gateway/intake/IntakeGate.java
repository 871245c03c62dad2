package top.vetra.gateway.intake;

import reactor.core.publisher.Mono;

/**
 * A reason for which new work may not be taken on. All there are, are asked before a new conversion
 * is founded, and only then: what is there already, or runs, is joined without. A request that is
 * refused changes nothing.
 */
public interface IntakeGate {

  /**
   * Completes if new work may be taken on.
   *
   * @param client who asks, by a pseudonym that is the same for all its requests
   * @return an error to refuse it, as {@link
   *     top.vetra.gateway.problem.RequestProblem#overloaded(String, java.time.Duration)}
   */
  Mono<Void> admit(String client);
}
