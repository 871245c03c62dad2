package top.vetra.system.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.system.job.Api;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/**
 * How fast and how good the product is beside what a person would use instead and beside what no
 * encoder can beat, all in one run. Not a test: {@code ./vetra bench} runs it and prints the
 * tables.
 */
class Benchmark {

  private static final SimulatorSettings SIMULATOR =
      SimulatorSettings.defaults().withLatency(Duration.ofMillis(50));
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int TWO_HOURS = 2 * 3600;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final List<Row> rows = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();
  private List<String> presets = List.of();

  @TempDir private Path folder;

  @Test
  void table() throws Exception {
    SpaceScenario twoHours = space("two-hours", TWO_HOURS);
    peers(twoHours);
    // The polls come from one address, and faster than any client may ask by default.
    try (Product product = start(Map.of("VETRA_RATE_LIMIT_REQUESTS", "0"))) {
      run(product, "Vetra: two hours, just started", twoHours);
      again(product, twoHours);
      run(product, "Vetra: two hours, warm", space("two-hours-more", TWO_HOURS));
      run(product, "Vetra: 10 minutes", space("ten-minutes", 600));
      m4a(product, twoHours);
      tenAtOnce(product);
      presets = new Presets(product, folder).table();
      figures.add(Polls.of(product.api(), space("ten-minutes", 600).link()));
      product.stopProduct();
      oneEncoderAgainstTwo();
      eightHours();
    } finally {
      print();
    }
  }

  /** First, so that the simulator, which shares the cores, is no newcomer when Vetra runs. */
  private void peers(SpaceScenario space) throws Exception {
    try (RunningSimulator simulator = XSimulator.start(SIMULATOR)) {
      simulator.add(space);
      Peers peers = new Peers(simulator, folder);
      rows.add(peers.floor(space));
      rows.add(peers.ffmpeg(space));
      peers.ytDlp(space).ifPresent(rows::add);
    }
    print();
  }

  private static Product start(Map<String, String> settings) {
    return Product.startByScript(SIMULATOR, settings);
  }

  private static SpaceScenario space(String name, int seconds) {
    return SpaceScenario.named(name).seconds(seconds).build();
  }

  /** Last, as it takes long. */
  private void eightHours() throws Exception {
    print();
    try (Product product = start(Map.of())) {
      run(product, "Vetra: 8 hours", space("eight-hours", 8 * 3600));
    }
  }

  private void oneEncoderAgainstTwo() throws Exception {
    for (int encoders = 1; encoders <= 2; encoders++) {
      Map<String, String> settings =
          Map.of("VETRA_TRANSCODER_ENCODE_CONCURRENCY", String.valueOf(encoders));
      try (Product product = start(settings)) {
        run(product, "Vetra: one hour, encoders: " + encoders, space("an-hour", 3600));
      }
    }
  }

  private void run(Product product, String what, SpaceScenario space) {
    product.simulator().add(space);
    measure(product, what, () -> complete(product.api(), Map.of("url", space.link())));
  }

  private void m4a(Product product, SpaceScenario space) {
    measure(
        product,
        "Vetra: two hours as M4A",
        () -> complete(product.api(), Map.of("url", space.link(), "format", "m4a")));
  }

  private void again(Product product, SpaceScenario space) {
    long begun = System.nanoTime();
    complete(product.api(), Map.of("url", space.link()));
    rows.add(Row.timed("Vetra: two hours, already converted", since(begun)));
  }

  private void tenAtOnce(Product product) {
    List<SpaceScenario> spaces =
        IntStream.range(0, 10).mapToObj(i -> space("hour-" + i, 3600)).toList();
    SpaceScenario small = space("a-minute", 60);
    spaces.forEach(product.simulator()::add);
    product.simulator().add(small);
    double[] smallDone = new double[1];
    measure(
        product,
        "Vetra: ten one-hour Spaces at once, and one of a minute behind them",
        () -> {
          List<String> jobs =
              spaces.stream().map(space -> product.api().submit(space.link())).toList();
          long begun = System.nanoTime();
          complete(product.api(), Map.of("url", small.link()));
          smallDone[0] = since(begun);
          jobs.forEach(job -> product.api().awaitCompleted(job, PATIENCE));
        });
    Row all = rows.get(rows.size() - 1);
    figures.add(
        "Ten one-hour Spaces at once: %.0f such jobs an hour on each core; the minute behind them was there after %.1f s."
            .formatted(10 * 3600 / all.seconds() / CORES, smallDone[0]));
  }

  /** As the page follows it: ten polls a second would be measured too. */
  private static void complete(Api api, Map<String, ?> request) {
    String id = api.submit(request);
    api.followToEnd(id);
    api.awaitCompleted(id, PATIENCE);
  }

  private void measure(Product product, String what, Runnable work) {
    int before = product.simulator().requests().count(Kind.SEGMENT);
    try (Usage usage = new Usage(product.process()::family)) {
      long begun = System.nanoTime();
      work.run();
      rows.add(
          new Row(
              what,
              since(begun),
              usage.cpuSeconds(),
              usage.peakMegabytes(),
              product.simulator().requests().count(Kind.SEGMENT) - before));
    }
    System.out.println(rows.get(rows.size() - 1).format(null));
  }

  static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private void print() throws Exception {
    Double floor =
        rows.stream()
            .filter(row -> row.what().startsWith("floor"))
            .map(Row::seconds)
            .findFirst()
            .orElse(null);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d cores, Java %s, %s %s"
            .formatted(
                CORES,
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch").toLowerCase(Locale.ROOT)));
    lines.add("");
    lines.add(Row.HEAD);
    rows.forEach(row -> lines.add(row.format(floor)));
    lines.add("");
    lines.addAll(figures);
    lines.add("");
    lines.addAll(presets);
    Files.write(Path.of("target", "benchmark.md"), lines);
    lines.forEach(System.out::println);
  }
}
