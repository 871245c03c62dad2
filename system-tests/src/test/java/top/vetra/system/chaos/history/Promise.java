package top.vetra.system.chaos.history;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Something that holds for every history, whatever is done to the parts meanwhile. */
@FunctionalInterface
public interface Promise {

  /** Where the history breaks it. */
  Stream<Violation> broken(History history);

  /**
   * All of them.
   *
   * @param bound within which a job ends once nothing is wrong any more
   */
  static List<Promise> all(Duration bound) {
    return List.of(
        new EndsInTime(bound),
        new EndsOnce(),
        new NeverBackwards(),
        new EndsAsItShould(),
        new FilesAreExact(),
        new WebhooksArrive(),
        new OneJobForAKey(),
        new AnswersAreNamed(),
        new NothingIsLeft());
  }
}
