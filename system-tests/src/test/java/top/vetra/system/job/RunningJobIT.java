package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** What is told of a job while it runs is true, and it stops when it is canceled. */
class RunningJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private static Product product;
  private static Api api;

  @BeforeAll
  static void start() {
    product = Product.start();
    api = product.api();
    // The first ffmpeg and the first of everything else are slow; that is another test's matter.
    api.awaitCompleted(api.submit(space("warm-up", 130).link()), PATIENCE);
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void percentAndRemainingSecondsComeTrue() throws InterruptedException {
    product.simulator().kilobitsPerSecond(250);
    try {
      List<Told> told = new ArrayList<>();
      String id = api.submit(space("paced", 30 * 60).link());
      long begun = System.nanoTime();
      JsonNode job = api.get(id).body();
      while (!job.path("status").asString("").equals("completed")) {
        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        told.add(
            new Told(
                seconds(begun),
                job.path("progress").path("percent").asInt(),
                job.path("progress").path("etaSeconds").asDouble(-1)));
        Thread.sleep(250);
        job = api.get(id).body();
      }
      double took = seconds(begun);
      assertThat(told).extracting(Told::percent).isSorted();
      List<Told> later = told.stream().filter(one -> one.second() > took / 4).toList();
      assertThat(later).hasSizeGreaterThan(20);
      for (Told one : later) {
        double left = took - one.second();
        // Whole seconds are told, and the answer takes its time. Where the machine's pace changes
        // since others use it too, nobody can know; a straight line would be far off then.
        double uneven = Math.abs(one.straight() - left);
        assertThat(one.eta())
            .as("%s of %s in %s", one, took, told)
            .isCloseTo(left, within(0.2 * left + 1.5 + uneven / 2));
      }
    } finally {
      product.simulator().kilobitsPerSecond(0);
    }
  }

  private record Told(double second, int percent, double eta) {

    /** What would be left if all percents took as long as those so far. */
    double straight() {
      return second * (100 - percent) / Math.max(1, percent);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  @Test
  void aCanceledJobStopsWithinSecondsAndLeavesNothingBehind() throws IOException {
    product.simulator().latency(Duration.ofMillis(200));
    try {
      String id = api.submit(space("canceled", 3600).link());
      api.await(id, PATIENCE, job -> job.path("progress").path("chunksEncoded").asInt() > 0);
      assertThat(workObjects()).isNotEmpty();

      Api.Answer answer = api.cancel(id);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("status").asString("")).isEqualTo("canceled");

      await().atMost(SECONDS).until(() -> isQuiet(Duration.ofSeconds(1)));
      await().atMost(SECONDS).untilAsserted(() -> assertThat(workObjects()).isEmpty());
      assertThat(isQuiet(Duration.ofSeconds(2))).isTrue();
      assertThat(workObjects()).isEmpty();
    } finally {
      product.simulator().latency(Duration.ZERO);
    }
  }

  @Test
  void aCanceledJobLeavesTheWorkToThoseWhoShareIt() {
    product.simulator().latency(Duration.ofMillis(200));
    try {
      String link = space("shared", 300).link();
      String mine = api.submit(link);
      String theirs = api.submit(link);
      api.await(mine, PATIENCE, job -> job.path("progress").path("segmentsFetched").asInt() > 0);
      assertThat(api.cancel(mine).body().path("status").asString("")).isEqualTo("canceled");
      api.awaitCompleted(theirs, PATIENCE);
      assertThat(api.get(mine).body().path("status").asString("")).isEqualTo("canceled");
    } finally {
      product.simulator().latency(Duration.ZERO);
    }
  }

  /** Whether nothing is asked of X for so long. */
  private static boolean isQuiet(Duration time) {
    int before = product.simulator().requests().count(Kind.SEGMENT);
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return product.simulator().requests().count(Kind.SEGMENT) == before;
  }

  private static List<Path> workObjects() throws IOException {
    Path work;
    try (Stream<Path> files = Files.walk(product.home())) {
      work =
          files
              .filter(file -> file.endsWith(Path.of("vetra", "work")))
              .findFirst()
              .orElse(product.home().resolve("none"));
    }
    if (!Files.exists(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(work)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static SpaceScenario space(String name, int seconds) {
    return product.simulator().add(SpaceScenario.named(name).seconds(seconds).build());
  }
}
