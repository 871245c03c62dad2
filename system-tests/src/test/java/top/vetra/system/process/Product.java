package top.vetra.system.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import top.vetra.system.job.Api;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;

/** The whole product as one process, in front of a simulator that belongs to the test. */
public final class Product implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Vetra is ready: (http://\\S+)");

  /** Other tests start theirs; the script has the classes of a start noted the first time. */
  private static final Duration START_WITHIN = Duration.ofMinutes(4);

  private static final Duration REMOVED_WITHIN = Duration.ofSeconds(20);

  private final RunningSimulator simulator;
  private final Path home;
  private final Map<String, String> settings;
  private final boolean byScript;
  private JavaProcess process;
  private Api api;

  private Product(
      RunningSimulator simulator, Path home, Map<String, String> settings, boolean byScript) {
    this.simulator = simulator;
    this.home = home;
    this.settings = settings;
    this.byScript = byScript;
    this.process = launch();
    this.api = ready();
  }

  /** Starts a simulator and a product that takes it for X. */
  public static Product start() {
    return start(SimulatorSettings.defaults(), Map.of());
  }

  /** Starts both, with settings of their own. */
  public static Product start(SimulatorSettings simulatorSettings, Map<String, String> settings) {
    return start(simulatorSettings, settings, false);
  }

  /** The same, the product by {@code ./vetra up}: with the JVM's options that users get. */
  public static Product startByScript(
      SimulatorSettings simulatorSettings, Map<String, String> settings) {
    return start(simulatorSettings, settings, true);
  }

  private static Product start(
      SimulatorSettings simulatorSettings, Map<String, String> settings, boolean byScript) {
    try {
      return new Product(
          XSimulator.start(simulatorSettings),
          Files.createTempDirectory("vetra"),
          settings,
          byScript);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaProcess launch() {
    Map<String, String> environment = new HashMap<>();
    environment.put("VETRA_PORT", "0");
    environment.put("VETRA_HOME", home.toString());
    environment.put("VETRA_X_API_URL", simulator.url());
    environment.put("VETRA_X_WEB_URL", simulator.url());
    environment.put("VETRA_X_SHORT_URL", simulator.url() + "/tco");
    environment.put("VETRA_X_ASSETS_URL", simulator.url());
    environment.put("VETRA_X_SYNDICATION_URL", simulator.url());
    environment.put("VETRA_MEDIA_ALLOWED_HOSTS", simulator.mediaHost());
    environment.put("VETRA_X_IMAGE_URL", simulator.url());
    // The stand-in bears all that tests ask for at once.
    environment.put("VETRA_X_CALLS_PER_MINUTE", "0");
    // Tests ask for all that the simulator knows at once, as one client.
    environment.put("VETRA_RUNNING_JOBS", "0");
    environment.put("VETRA_RUNNING_JOBS_PER_CLIENT", "0");
    environment.putAll(settings);
    return byScript
        ? JavaProcess.startByScript(environment, READY, "up")
        : JavaProcess.start("standalone", environment, READY, "up");
  }

  private Api ready() {
    return new Api(process.awaitReady(START_WITHIN).group(1));
  }

  /** Its public API. */
  public Api api() {
    return api;
  }

  /** What it takes for X. */
  public RunningSimulator simulator() {
    return simulator;
  }

  /** The running process. */
  public JavaProcess process() {
    return process;
  }

  /** Where it keeps its data. */
  public Path home() {
    return home;
  }

  /** Kills it and starts it again on the same data. */
  public void killAndRestart() {
    process.kill();
    process = launch();
    api = ready();
  }

  /** Stops it as Ctrl-C does and starts it again on the same data. */
  public void restart() {
    process.close();
    process = launch();
    api = ready();
  }

  /** Stops the product; the simulator goes on. */
  public void stopProduct() {
    process.close();
  }

  /** Stops both and removes the product's data. */
  @Override
  public void close() {
    try (simulator) {
      process.close();
      removeHome();
    }
  }

  /** A Redis or an ffmpeg that is just ending may still write. */
  private void removeHome() {
    await("removal of " + home)
        .atMost(REMOVED_WITHIN)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              FileSystemUtils.deleteRecursively(home);
              return Files.notExists(home);
            });
  }
}
