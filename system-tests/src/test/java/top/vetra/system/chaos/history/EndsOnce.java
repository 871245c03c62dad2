package top.vetra.system.chaos.history;

import java.util.List;
import java.util.stream.Stream;

/** All who see a job's end see the same one, for ever. */
final class EndsOnce implements Promise {

  @Override
  public Stream<Violation> broken(History history) {
    return history.byJob(Seen.View.class).entrySet().stream()
        .flatMap(
            job -> {
              List<String> ends =
                  job.getValue().stream()
                      .filter(Seen.View::isFinal)
                      .map(Seen.View::essence)
                      .distinct()
                      .toList();
              return ends.size() < 2
                  ? Stream.empty()
                  : Stream.of(
                      new Violation(
                          "every job ends once", job.getKey(), "different ends: " + ends));
            });
  }
}
