package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.space.SpaceScenario;

/** Jobs of all lengths share the machine. */
class ManyJobsIT {

  @Test
  void aShortSpaceIsNotKeptWaitingUntilTheLongOnesAreDone() {
    try (Product product = Product.start()) {
      Api api = product.api();
      List<String> longJobs =
          IntStream.range(0, 9)
              .mapToObj(i -> SpaceScenario.named("long-" + i).seconds(2 * 3600).build())
              .map(space -> api.submit(product.simulator().add(space).link()))
              .toList();
      for (String job : longJobs) {
        api.await(
            job,
            Duration.ofSeconds(120),
            state -> state.path("progress").path("segmentsFetched").asInt() > 0);
      }
      SpaceScenario minute = SpaceScenario.named("minute").seconds(60).build();
      String shortJob = api.submit(product.simulator().add(minute).link());
      // However long a busy machine takes: what counts is that the long ones are not done.
      api.awaitCompleted(shortJob, Duration.ofMinutes(5));

      for (String job : longJobs) {
        JsonNode state = api.get(job).body();
        assertThat(state.path("status").asString("")).isIn("fetching", "transcoding");
        assertThat(state.path("progress").path("percent").asInt()).isLessThan(90);
        api.cancel(job);
      }
    }
  }
}
