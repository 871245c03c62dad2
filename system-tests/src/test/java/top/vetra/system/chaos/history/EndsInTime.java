package top.vetra.system.chaos.history;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A job that was accepted is never unknown again, and ends within the bound. */
final class EndsInTime implements Promise {

  private final Duration bound;

  EndsInTime(Duration bound) {
    this.bound = bound;
  }

  @Override
  public Stream<Violation> broken(History history) {
    long quiet = history.of(Seen.Struck.class).mapToLong(Seen::until).max().orElse(0);
    Stream<Violation> late =
        history.byJob(Seen.Accepted.class).entrySet().stream()
            .flatMap(job -> late(history, job.getKey(), job.getValue().get(0), quiet).stream());
    Stream<Violation> lost =
        history.byJob(Seen.Accepted.class).entrySet().stream()
            .flatMap(job -> lost(history, job.getKey(), job.getValue().get(0)));
    return Stream.concat(late, lost);
  }

  private Optional<Violation> late(
      History history, String job, Seen.Accepted accepted, long quiet) {
    long due = Math.max(accepted.until(), quiet) + bound.toNanos();
    Optional<Seen.View> end = history.end(job);
    if (end.isPresent() && end.get().until() <= due) {
      return Optional.empty();
    }
    String what = end.isPresent() ? "ended late" : "has not ended";
    return Optional.of(
        new Violation(
            "every accepted job ends in time", job, what + ", " + bound + " after all was well"));
  }

  private static Stream<Violation> lost(History history, String job, Seen.Accepted accepted) {
    return history
        .of(Seen.Refused.class)
        .filter(refused -> job.equals(refused.job()) && refused.until() > accepted.until())
        .filter(refused -> refused.status() == 404)
        .limit(1)
        .map(
            refused ->
                new Violation(
                    "no accepted job is lost",
                    job,
                    "404 to " + refused.request() + ": " + refused.body()));
  }
}
