package top.vetra.system.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long people wait, by load and by cores. The table is left in {@code target/capacity.md}, from
 * where it goes into docs/scaling.md.
 */
class CapacityTest {

  private static final double TWO_HOURS = 7200;
  private static final double MEDIAN_SPACE = 45 * 60;
  private static final double LONGEST_SPACE = 12 * 3600;
  private static final int JOBS = 4000;

  @Test
  void comes_to_what_was_measured_for_two_hours_on_two_cores() {
    ClusterModel model = new ClusterModel(Costs.MEASURED, 2);
    model.arrives(0, TWO_HOURS);

    assertThat(model.play().get(0)).isCloseTo(42.8, withPercentage(10));
  }

  @Test
  void comes_to_what_theory_says_of_one_core_and_random_arrivals() {
    // Every job is one chunk of one CPU second: M/D/1, whose mean wait is r / (2 (1 - r)).
    Costs costs = new Costs(1, 0, 0, 1, 1, 1);
    ClusterModel model = new ClusterModel(costs, 1);
    Random random = new Random(7);
    double now = 0;
    for (int i = 0; i < 200_000; i++) {
      now += exponential(random, 1 / 0.8);
      model.arrives(now, 1);
    }

    assertThat(mean(model.play()) - 1).isCloseTo(0.8 / 0.4, withPercentage(5));
  }

  @Test
  void table() throws IOException {
    List<String> table = new ArrayList<>();
    table.add("| Spaces an hour | cores | busy | half have it within | 19 of 20 within |");
    table.add("|---|---|---|---|---|");
    for (int perHour : new int[] {1, 10, 100, 1000, 10_000}) {
      double needed = perHour * meanSpace() * Costs.TODAY.cpuPerAudioSecond() / 3600;
      for (double share : new double[] {0.5, 0.75, 0.9}) {
        int cores = Math.max(2, (int) Math.ceil(needed / share));
        List<Double> times = times(perHour, cores);
        table.add(
            String.format(
                Locale.ROOT,
                "| %,d | %d | %.0f %% | %.0f s | %.0f s |",
                perHour,
                cores,
                100 * needed / cores,
                quantile(times, 0.5),
                quantile(times, 0.95)));
        if (cores == 2) {
          break;
        }
      }
    }
    Files.write(Path.of("target", "capacity.md"), table);
    assertThat(table).hasSizeGreaterThan(10);
  }

  private static List<Double> times(int perHour, int cores) {
    ClusterModel model = new ClusterModel(Costs.TODAY, cores);
    Random random = new Random(42);
    double now = 0;
    for (int i = 0; i < JOBS; i++) {
      now += exponential(random, 3600.0 / perHour);
      model.arrives(now, space(random));
    }
    return model.play();
  }

  /** Most are talks of under an hour, a few go on all night. */
  private static double space(Random random) {
    double seconds = MEDIAN_SPACE * Math.exp(0.9 * random.nextGaussian());
    return Math.min(seconds, LONGEST_SPACE);
  }

  private static double meanSpace() {
    Random random = new Random(42);
    return mean(random.ints(100_000).mapToObj(i -> space(random)).toList());
  }

  private static double exponential(Random random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) (share * (sorted.size() - 1)));
  }
}
