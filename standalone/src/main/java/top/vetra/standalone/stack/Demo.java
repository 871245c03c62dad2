package top.vetra.standalone.stack;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import top.vetra.standalone.DemoSettings;
import top.vetra.standalone.Home;
import top.vetra.standalone.embedded.RememberedPort;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;

/** The stand-in for X in this JVM, so that the product can be tried without a network. */
final class Demo implements Ground {

  private static final String SPACE = "demo";

  private final RunningSimulator simulator;

  private Demo(RunningSimulator simulator) {
    this.simulator = simulator;
  }

  static Demo start(Home home, DemoSettings settings) throws IOException {
    // Jobs that a restart takes up again hold addresses of the simulator's.
    RememberedPort port = RememberedPort.in(home.demo());
    RememberedPort mediaPort = RememberedPort.in(home.demo().resolve("media"));
    RunningSimulator simulator =
        XSimulator.start(
            SimulatorSettings.defaults()
                .withPort(port.freeOne())
                .withMediaPort(mediaPort.freeOne())
                .withDemoSeconds(settings.seconds())
                .withLatency(settings.latency())
                .withCacheDirectory(home.programs()));
    port.keep(simulator.port());
    mediaPort.keep(simulator.mediaPort());
    return new Demo(simulator);
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "vetra.x.api-url", simulator.url(),
        "vetra.x.web-url", simulator.url(),
        "vetra.x.short-url", simulator.url() + "/tco",
        "vetra.x.image-url", simulator.url(),
        "vetra.x.assets-url", simulator.url(),
        "vetra.x.syndication-url", simulator.url(),
        "vetra.media.allowed-hosts", simulator.mediaHost());
  }

  @Override
  public Optional<String> link() {
    return Optional.of(simulator.link(SPACE));
  }

  @Override
  public void close() {
    simulator.close();
  }
}
