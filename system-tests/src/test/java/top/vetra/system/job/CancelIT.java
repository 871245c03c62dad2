package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** A job that is canceled stops, unless others want what it does. */
class CancelIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private static Product product;
  private static Api api;

  @BeforeAll
  static void start() {
    product = Product.start();
    api = product.api();
  }

  @AfterAll
  static void stop() {
    product.close();
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
