package top.vetra.system.chaos.history;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** However often a request is sent under one key, it is one job; and no two requests share one. */
final class OneJobForAKey implements Promise {

  private static final String NAME = "one Idempotency-Key, one job";

  @Override
  public Stream<Violation> broken(History history) {
    Stream<Violation> doubled =
        history
            .of(Seen.Accepted.class)
            .filter(accepted -> accepted.key() != null)
            .collect(
                Collectors.groupingBy(
                    accepted -> String.valueOf(accepted.key()),
                    Collectors.mapping(Seen.Accepted::job, Collectors.toSet())))
            .entrySet()
            .stream()
            .filter(key -> key.getValue().size() > 1)
            .map(
                key ->
                    new Violation(
                        NAME,
                        key.getValue().iterator().next(),
                        "jobs of one key: " + key.getValue()));
    Stream<Violation> shared =
        history.byJob(Seen.Accepted.class).entrySet().stream()
            .filter(
                job -> {
                  Set<String> keys =
                      job.getValue().stream()
                          .map(accepted -> String.valueOf(accepted.key()))
                          .collect(Collectors.toSet());
                  return keys.size() > 1 || keys.contains("null") && job.getValue().size() > 1;
                })
            .map(job -> new Violation(NAME, job.getKey(), "one job for different requests"));
    return Stream.concat(doubled, shared);
  }
}
