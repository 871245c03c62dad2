package top.vetra.system.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;
import top.vetra.system.chaos.client.Caller;
import top.vetra.system.chaos.client.Crowd;
import top.vetra.system.chaos.client.Downloads;
import top.vetra.system.chaos.client.Receiver;
import top.vetra.system.chaos.fault.Schedule;
import top.vetra.system.chaos.fault.Storm;
import top.vetra.system.chaos.fault.Upstream;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Promise;
import top.vetra.system.chaos.history.Violation;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;

/**
 * One run: a product, faults at random moments, clients meanwhile; then quiet, and what all of them
 * saw is held against the promises. The seed decides on everything but how long things take: even
 * ones do it to one process, odd ones to four services.
 */
final class Chaos {

  /** Slow enough for a job to be under way for some seconds. */
  private static final Duration LATENCY = Duration.ofMillis(120);

  private static final int VISITORS = 6;

  private final Duration faults;
  private final Duration bound;
  private final Consumer<String> log;

  /**
   * Runs of this kind.
   *
   * @param faults how long things go wrong
   * @param bound within which every job ends after that
   * @param log is told of each fault
   */
  Chaos(Duration faults, Duration bound, Consumer<String> log) {
    this.faults = faults;
    this.bound = bound;
    this.log = log;
  }

  Report run(long seed) throws Exception {
    Path folder = Files.createTempDirectory("vetra-chaos");
    Path downloaded = Files.createTempDirectory("vetra-chaos-files");
    History history = new History();
    try (RunningSimulator simulator = XSimulator.start(SimulatorSettings.defaults());
        Receiver receiver = new Receiver(history)) {
      Upstream upstream = new Upstream(simulator, LATENCY);
      Ground ground = new Ground(simulator, upstream, receiver, folder, history);
      Downloads downloads = new Downloads(simulator, downloaded, history);
      return run(seed, ground, downloads);
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException("seed " + seed + " could not be run to its end", e);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
      FileSystemUtils.deleteRecursively(downloaded);
    }
  }

  private Report run(long seed, Ground ground, Downloads downloads) throws Exception {
    History history = ground.history();
    Deployment deployment = deploy(seed, ground);
    try (deployment) {
      Caller caller = new Caller(deployment.base(), Ground.API_KEY, history);
      SplittableRandom random = new SplittableRandom(seed);
      Storm storm =
          new Storm(
              new Schedule(random.nextLong(), deployment.targets()),
              deployment.targets(),
              history,
              log);
      try (Crowd crowd =
          new Crowd(VISITORS, caller, ground.simulator(), ground.receiver(), downloads, random)) {
        storm.rage(faults);
        crowd.leave();
      }
      new Settling(caller, downloads, history, bound).settle(ground.folder());
    }
    new Remains(history).look(deployment);
    List<Violation> violations =
        Promise.all(bound).stream().flatMap(promise -> promise.broken(history)).toList();
    return new Report(seed, deployment.name(), history, violations);
  }

  private static Deployment deploy(long seed, Ground ground) throws IOException {
    return seed % 2 == 0 ? new OneProcess(ground) : new FourServices(ground);
  }
}
