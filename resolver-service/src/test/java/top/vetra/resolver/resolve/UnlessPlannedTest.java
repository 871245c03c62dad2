package top.vetra.resolver.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.queue.ResolveTask;

class UnlessPlannedTest {

  private static final ResolveTask TASK =
      new ResolveTask(
          "c", new SpaceLink.Space("1234567890abc"), new Preset(Format.MP3, Quality.HIGH, false));

  private final List<ResolveTask> asked = new ArrayList<>();

  @Test
  void a_conversion_without_a_plan_is_asked_about() {
    handle(false);
    assertThat(asked).containsExactly(TASK);
  }

  @Test
  void one_that_has_a_plan_goes_on_without_asking_again() {
    handle(true);
    assertThat(asked).isEmpty();
  }

  private void handle(boolean planned) {
    new UnlessPlanned(
            id -> Mono.just(planned), (task, attempt) -> Mono.fromRunnable(() -> asked.add(task)))
        .handle(TASK, 1)
        .block();
  }
}
