package top.vetra.xsimulator;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** The simulator on the command line. */
final class Program {

  private static final int USUAL_PORT = 8090;

  private static final String USAGE =
      """
      usage: x-simulator [--host NAME] [--port N] [--media-port N] [--seconds N] [--latency-ms N] [--bandwidth-kbps N]
        --host            the name by which others reach it (127.0.0.1, for this machine alone)
        --port            port of the API (8090; 0 is any free one)
        --media-port      port of recordings (the one after; 0 is any free one)
        --seconds         length of the demo Space, up to 43200 (600)
        --latency-ms      wait before each answer (0)
        --bandwidth-kbps  speed of each answer (0: as fast as it goes)
      Each is also an environment variable: VETRA_SIMULATOR_PORT and so on.
      """;

  private final String[] arguments;
  private final Map<String, String> environment;

  private Program(String[] arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.environment = environment;
  }

  /** Runs until the process is stopped; returns the exit code. */
  static int run(String[] arguments, Map<String, String> environment) {
    // Without Spring there is nobody else to keep the network library's debug lines back.
    LoggingSystem.get(Program.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
    SimulatorSettings settings;
    try {
      settings = new Program(arguments, environment).settings();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      return 2;
    }
    RunningSimulator simulator = XSimulator.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    System.out.println("X simulator: " + simulator.url() + "/  (scenarios, stop with Ctrl-C)");
    System.out.println("VETRA_X_API_URL=" + simulator.url());
    System.out.println("VETRA_X_WEB_URL=" + simulator.url());
    System.out.println("VETRA_X_ASSETS_URL=" + simulator.url());
    System.out.println("VETRA_X_SYNDICATION_URL=" + simulator.url());
    System.out.println("VETRA_MEDIA_ALLOWED_HOSTS=" + simulator.mediaHost());
    System.out.println("demo: " + simulator.link("demo"));
    simulator.await();
    return 0;
  }

  private SimulatorSettings settings() {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].matches("--(host|port|media-port|seconds|latency-ms|bandwidth-kbps)")
          || i + 1 == arguments.length) {
        throw new IllegalArgumentException("argument: " + arguments[i] + " (expected: see below)");
      }
    }
    int port = number("port", USUAL_PORT);
    return SimulatorSettings.defaults()
        .withHost(text("host", SimulatorSettings.LOOPBACK))
        .withPort(port)
        .withMediaPort(number("media-port", port == 0 ? 0 : port + 1))
        .withDemoSeconds(number("seconds", 600))
        .withLatency(Duration.ofMillis(number("latency-ms", 0)))
        .withKilobitsPerSecond(number("bandwidth-kbps", 0));
  }

  private String text(String name, String otherwise) {
    String variable = "VETRA_SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String text = argument("--" + name);
    text = text == null ? environment.get(variable) : text;
    return text == null || text.isBlank() ? otherwise : text;
  }

  private int number(String name, int otherwise) {
    String text = text(name, String.valueOf(otherwise));
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: a number, 0 or more)");
    }
    return Integer.parseInt(text);
  }

  private @Nullable String argument(String option) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      if (arguments[i].equals(option)) {
        return arguments[i + 1];
      }
    }
    return null;
  }
}
