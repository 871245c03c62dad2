package top.vetra.system.chaos.history;

import java.util.stream.Stream;

/** Every file is what an undisturbed run makes of the same recording, and of the told size. */
final class FilesAreExact implements Promise {

  private static final String NAME = "every file is whole and exact";

  @Override
  public Stream<Violation> broken(History history) {
    return history
        .of(Seen.Got.class)
        .filter(got -> !got.audio().equals(got.expected()) || !isOfToldSize(history, got))
        .map(
            got ->
                new Violation(
                    NAME,
                    got.job(),
                    "status %d, %d bytes, audio %s (expected: %s)"
                        .formatted(got.status(), got.bytes(), got.audio(), got.expected())));
  }

  private static boolean isOfToldSize(History history, Seen.Got got) {
    return history
        .end(got.job())
        .map(end -> end.body().path("result").path("sizeBytes").asLong(-1) == got.bytes())
        .orElse(true);
  }
}
