package top.vetra.system.chaos.history;

import java.util.Optional;
import java.util.stream.Stream;

/** A fault among our own parts is trouble, and no reason for a job to fail. */
final class EndsAsItShould implements Promise {

  private static final String NAME = "trouble is not failure";

  @Override
  public Stream<Violation> broken(History history) {
    return history.byJob(Seen.Accepted.class).entrySet().stream()
        .flatMap(
            job ->
                history.end(job.getKey()).stream()
                    .flatMap(end -> wrong(history, end, job.getValue().get(0).wish()).stream()));
  }

  private static Optional<Violation> wrong(History history, Seen.View end, Wish wish) {
    String outcome =
        end.status().equals("failed")
            ? end.body().path("error").path("code").asString("")
            : end.status();
    boolean right =
        outcome.equals("canceled")
            ? history.of(Seen.Canceling.class).anyMatch(by -> by.job().equals(end.job()))
            : wish.outcomes().contains(outcome);
    return right
        ? Optional.empty()
        : Optional.of(
            new Violation(NAME, end.job(), outcome + " (expected: " + wish.outcomes() + ")"));
  }
}
