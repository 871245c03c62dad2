package top.vetra.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import top.vetra.system.chaos.client.Caller;
import top.vetra.system.chaos.client.Downloads;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;
import top.vetra.system.chaos.history.Wish;

/** After the faults: waits for what was promised, for as long as may be, and looks once more. */
final class Settling {

  private static final int LOOK_MILLIS = 300;

  /** A sweep comes every three seconds, and two processes may be busy. */
  private static final Duration SWEEPS = Duration.ofSeconds(30);

  private final Caller caller;
  private final Downloads downloads;
  private final History history;
  private final Duration bound;

  Settling(Caller caller, Downloads downloads, History history, Duration bound) {
    this.caller = caller;
    this.downloads = downloads;
    this.history = history;
    this.bound = bound;
  }

  void settle(Path folder) throws InterruptedException, IOException {
    Map<String, Wish> wishes =
        history
            .of(Seen.Accepted.class)
            .collect(Collectors.toMap(Seen.Accepted::job, Seen.Accepted::wish, (a, b) -> a));
    Set<String> open = new HashSet<>(wishes.keySet());
    open.removeIf(job -> history.end(job).isPresent());
    until(
        bound,
        () -> {
          open.forEach(caller::get);
          open.removeIf(job -> history.end(job).isPresent());
          return open.isEmpty();
        });
    saveAll(wishes);
    awaitWebhooks(wishes);
    wishes.keySet().forEach(caller::get);
    if (open.isEmpty()) {
      awaitRemoval(new WorkObjects(folder));
    }
  }

  private void saveAll(Map<String, Wish> wishes) throws InterruptedException {
    Set<String> saved = history.of(Seen.Got.class).map(Seen.Got::job).collect(Collectors.toSet());
    Map<String, Wish> unsaved = new HashMap<>(wishes);
    unsaved.keySet().removeAll(saved);
    unsaved
        .keySet()
        .removeIf(
            job -> history.end(job).filter(end -> end.status().equals("completed")).isEmpty());
    until(
        bound,
        () -> {
          unsaved
              .entrySet()
              .removeIf(
                  job ->
                      caller
                          .get(job.getKey())
                          .map(body -> downloads.save(job.getValue(), body))
                          .orElse(false));
          return unsaved.isEmpty();
        });
    unsaved
        .keySet()
        .forEach(
            job ->
                history.add(
                    new Seen.Left(
                        history.now(),
                        "every file is whole and exact",
                        "no way to the file of " + job)));
  }

  private void awaitWebhooks(Map<String, Wish> wishes) throws InterruptedException {
    Set<String> untold = new HashSet<>();
    wishes.forEach(
        (job, wish) -> {
          if (wish.webhook() && history.end(job).isPresent()) {
            untold.add(job);
          }
        });
    until(
        bound,
        () -> {
          untold.removeIf(this::isToldOrPutOff);
          return untold.isEmpty();
        });
  }

  private boolean isToldOrPutOff(String job) {
    boolean told =
        history.of(Seen.Told.class).anyMatch(call -> job.equals(call.job()) && call.taken());
    return told
        || caller
            .tries(job)
            .map(body -> body.path("deliveries"))
            .map(tries -> tries.size() > 1 && tries.path(tries.size() - 1).hasNonNull("nextTryAt"))
            .orElse(false);
  }

  private void awaitRemoval(WorkObjects work) throws InterruptedException, IOException {
    until(
        SWEEPS,
        () -> {
          try {
            work.age();
            return work.left().isEmpty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    List<Path> left = work.left();
    if (!left.isEmpty()) {
      history.add(new Seen.Left(history.now(), "no work object is left", left.toString()));
    }
  }

  private static void until(Duration patience, BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
