package top.vetra.system.chaos.client;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import top.vetra.xsimulator.RunningSimulator;

/** All clients at once, each in a thread of its own, until they are sent home. */
public final class Crowd implements AutoCloseable {

  private static final int LAST_ANSWERS_SECONDS = 30;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> clients = new ArrayList<>();
  private volatile boolean over;

  /** Lets so many well-behaved clients in, and one that is not. */
  public Crowd(
      int visitors,
      Caller caller,
      RunningSimulator simulator,
      Receiver receiver,
      Downloads downloads,
      SplittableRandom random) {
    for (int i = 0; i < visitors; i++) {
      String name = "visitor-" + i;
      Wishes wishes = new Wishes(name, simulator, receiver, random.split());
      clients.add(
          threads.submit(
              new Visitor(name, caller, wishes, downloads, threads, random.split(), () -> over)));
    }
    clients.add(threads.submit(new Nuisance(caller, random.split(), () -> over)));
  }

  /** Sends them home; their last requests are answered when this returns. */
  public void leave() throws InterruptedException, ExecutionException {
    over = true;
    for (Future<?> client : clients) {
      client.get();
    }
    threads.shutdown();
    threads.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }
}
