package top.vetra.gateway.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What waits and what is worked on.
 *
 * @param waiting in no order
 * @param running in no order
 * @param meanRun how long work has taken of late, weighted towards the latest; zero while unknown
 */
public record QueueState(List<Waiting> waiting, List<Running> running, Duration meanRun) {

  /**
   * A conversion that waits for its turn.
   *
   * @param since when it was ordered first
   * @param clients who want it, by pseudonyms
   */
  public record Waiting(String conversionId, Instant since, List<String> clients) {}

  /**
   * A conversion that is worked on.
   *
   * @param since when it was let out
   * @param client in whose turn, by a pseudonym
   */
  public record Running(String conversionId, Instant since, String client) {}
}
