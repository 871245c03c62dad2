package top.vetra.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** {@code ./vetra chaos MINUTES [SEED]}: one run after another, each with the next seed. */
class ChaosForMinutes {

  private static final Duration FAULTS = Duration.ofSeconds(75);
  private static final Duration BOUND = Duration.ofSeconds(100);
  private static final int SEEDS = 1_000_000;

  @Test
  void thePromisesHold() throws Exception {
    long minutes = Long.getLong("vetra.chaos.minutes", 10);
    long first = Long.getLong("vetra.chaos.seed", 2 * ThreadLocalRandom.current().nextInt(SEEDS));
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    System.out.println("seed " + first);
    List<String> broken = new ArrayList<>();
    List<String> summaries = new ArrayList<>();
    Chaos chaos = new Chaos(FAULTS, BOUND, System.out::println);
    for (long seed = first; seed == first || System.nanoTime() < end; seed++) {
      Report report = chaos.run(seed);
      summaries.add(report.summary());
      System.out.println(report.summary() + report.findings());
      if (!report.violations().isEmpty()) {
        broken.add(report.summary());
      }
    }
    System.out.println("\nAll runs:\n" + String.join("\n", summaries));
    assertThat(broken).as("runs in which a promise was broken").isEmpty();
  }
}
