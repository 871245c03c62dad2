package top.vetra.system.chaos.client;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import top.vetra.system.chaos.history.Wish;

/** A client that wants one file after another, and does not give up where there is trouble. */
final class Visitor implements Callable<@Nullable Void> {

  private static final int LONGEST_PAUSE_MILLIS = 1_500;
  private static final int LONGEST_POLL_MILLIS = 700;
  private static final int LONGEST_DOUBT_MILLIS = 6_000;

  private final String name;
  private final Caller caller;
  private final Wishes wishes;
  private final Downloads downloads;
  private final ExecutorService threads;
  private final SplittableRandom random;
  private final BooleanSupplier over;
  private int visits;

  Visitor(
      String name,
      Caller caller,
      Wishes wishes,
      Downloads downloads,
      ExecutorService threads,
      SplittableRandom random,
      BooleanSupplier over) {
    this.name = name;
    this.caller = caller;
    this.wishes = wishes;
    this.downloads = downloads;
    this.threads = threads;
    this.random = random;
    this.over = over;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    while (!over.getAsBoolean()) {
      visit();
      pause(LONGEST_PAUSE_MILLIS);
    }
    return null;
  }

  private void visit() throws InterruptedException {
    Wish wish = wishes.next();
    Optional<String> job = submit(wish);
    if (job.isPresent()) {
      follow(wish, job.get());
    }
  }

  private Optional<String> submit(Wish wish) throws InterruptedException {
    String key = random.nextInt(3) == 0 ? name + "-" + visits++ : null;
    while (!over.getAsBoolean()) {
      if (key != null) {
        // The same again meanwhile, as by a proxy that is too eager.
        threads.execute(() -> caller.submit(wish, key));
      }
      Optional<String> job = caller.submit(wish, key);
      if (job.isPresent()) {
        return job;
      }
      pause(LONGEST_PAUSE_MILLIS);
    }
    return Optional.empty();
  }

  private void follow(Wish wish, String job) throws InterruptedException {
    int manner = random.nextInt(10);
    if (manner == 0) {
      return; // It asks for a file and forgets it.
    }
    if (manner == 1) {
      pause(LONGEST_DOUBT_MILLIS);
      caller.cancel(job);
    } else if (manner < 5) {
      new Stream(caller, job).follow(over);
    }
    poll(wish, job);
  }

  private void poll(Wish wish, String job) throws InterruptedException {
    while (!over.getAsBoolean()) {
      Optional<JsonNode> shown = caller.get(job);
      String status = shown.map(body -> body.path("status").asString("")).orElse("");
      if (status.equals("completed")) {
        shown.ifPresent(body -> downloads.save(wish, body));
      }
      if (status.equals("completed") || status.equals("failed") || status.equals("canceled")) {
        return;
      }
      pause(LONGEST_POLL_MILLIS);
    }
  }

  private void pause(int longestMillis) throws InterruptedException {
    Thread.sleep(random.nextInt(50, longestMillis));
  }
}
