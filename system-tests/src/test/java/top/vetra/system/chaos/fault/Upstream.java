package top.vetra.system.chaos.fault;

import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.fault.Changes;

/** X, which is slow at times, and refuses everything at others. */
public final class Upstream implements Target {

  private static final Duration SLOW = Duration.ofMillis(1_500);
  private static final int REFUSED = 503;

  private final RunningSimulator simulator;
  private final Duration usual;

  /**
   * This stand-in for X.
   *
   * @param usual how long it waits before each answer when it is well
   */
  public Upstream(RunningSimulator simulator, Duration usual) {
    this.simulator = simulator;
    this.usual = usual;
    end(Kind.DELAY);
  }

  @Override
  public String name() {
    return "X";
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.DELAY, Kind.REFUSE);
  }

  @Override
  public void begin(Kind kind) {
    if (kind == Kind.DELAY) {
      simulator.latency(SLOW);
    } else {
      for (var asked : top.vetra.xsimulator.fault.Kind.values()) {
        simulator.inject(on(asked).then(Changes.status(REFUSED)));
      }
    }
  }

  @Override
  public void end(Kind kind) {
    simulator.latency(usual);
    simulator.heal();
  }
}
