package top.vetra.standalone.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops things at the same time, each in a thread of its own. */
final class SideBySide {

  private static final Logger log = LoggerFactory.getLogger(SideBySide.class);

  private SideBySide() {}

  /** All results, in order. If one start fails, those that came up are closed again. */
  static <T extends AutoCloseable> List<T> start(List<Callable<T>> starts) throws Exception {
    // Not the common pool: its threads do not see the classes inside an executable jar.
    ExecutorService threads =
        Executors.newCachedThreadPool(task -> new Thread(task, "vetra-start"));
    List<T> started = new ArrayList<>();
    Throwable failure = null;
    try {
      for (Future<T> future : threads.invokeAll(starts)) {
        try {
          started.add(future.get());
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
        }
      }
    } finally {
      threads.shutdown();
    }
    if (failure == null) {
      return started;
    }
    stop(started, Duration.ofSeconds(5));
    if (failure instanceof Exception exception) {
      throw exception;
    }
    throw new IllegalStateException(failure);
  }

  /** Closes all at the same time; what takes longer than the limit is left behind. */
  static void stop(List<? extends AutoCloseable> running, Duration limit) {
    if (running.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(running.size(), SideBySide::daemon);
    running.forEach(one -> threads.execute(() -> close(one)));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Not stopped within {}: one of {}", limit, running);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      log.warn("Did not stop cleanly: {}", one, e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "vetra-stop");
    thread.setDaemon(true);
    return thread;
  }
}
