package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobView;
import top.vetra.model.job.JobStatus;

/** What holds whatever happens in a {@link World}. */
final class Promises {

  private final World world;

  /** How jobs ended, with the code of the problem if there was one. */
  private final Map<String, List<Object>> ends = new TreeMap<>();

  Promises(World world) {
    this.world = world;
  }

  /** An end is the end, at any moment but while Redis is made again. */
  void watch() {
    assertThat(world.failures()).isEmpty();
    if (world.isRebuilding()) {
      return;
    }
    for (String job : world.accepted()) {
      JobView view = world.view(job);
      if (view != null && (ends.containsKey(job) || view.status().isFinal())) {
        List<Object> end = List.of(view.status(), code(view));
        assertThat(end).as("end of %s", job).isEqualTo(ends.computeIfAbsent(job, first -> end));
      }
    }
  }

  /**
   * Once all is quiet, each job has ended or is worked on, and what is worked on is for somebody.
   */
  void checkAtRest() {
    watch();
    for (String job : world.accepted()) {
      assertThat(world.view(job)).as(job).isNotNull();
      JobView view = Objects.requireNonNull(world.view(job));
      if (!view.status().isFinal()) {
        ConversionState conversion = view.conversion();
        assertThat(conversion.status().isFinal()).as("%s waits for the ended", job).isFalse();
        assertThat(world.isStopped(conversion.id())).as("%s waits for the stopped", job).isFalse();
        // From these a task is made again by the watchdog.
        assertThat(conversion.link()).as("%s waits for the unknown", job).isNotNull();
        boolean begun = world.begun().contains(conversion.id());
        assertThat(begun || world.queue.holds(conversion.id()))
            .as("%s is worked on, or in line", job)
            .isTrue();
        assertThat(conversion.isHeld())
            .as("%s is known to be in line", job)
            .isEqualTo(world.queue.holds(conversion.id()));
      }
    }
    world.logged().forEach(this::checkAtRest);
    assertThat(world.queue.running())
        .as("conversions that hold a place")
        .isEqualTo(
            (int) world.logged().stream().map(world::state).filter(Promises::isWorkedOn).count());
  }

  private static boolean isWorkedOn(ConversionState state) {
    return !state.status().isFinal() && !state.isHeld();
  }

  private void checkAtRest(String conversion) {
    Set<String> served =
        world.accepted().stream()
            .filter(job -> isServedBy(conversion, Objects.requireNonNull(world.view(job))))
            .collect(Collectors.toSet());
    if (world.begun().contains(conversion) && served.isEmpty()) {
      assertThat(world.isStopped(conversion))
          .as("%s is for nobody and goes on", conversion)
          .isTrue();
    }
    if (!world.state(conversion).status().isFinal()) {
      assertThat(world.conversions.jobs(conversion).toIterable())
          .as("jobs that are counted for %s", conversion)
          .containsExactlyInAnyOrderElementsOf(served);
    }
  }

  private static String code(JobView view) {
    var error = view.conversion().error();
    return view.status() == JobStatus.FAILED && error != null ? error.code().code() : "";
  }

  private static boolean isServedBy(String conversion, JobView view) {
    return view.conversion().id().equals(conversion) && !view.status().isFinal();
  }

  /** Once the workers are done, each job has ended, and somebody has been told. */
  void checkAtEnd() {
    checkAtRest();
    for (String job : world.accepted()) {
      assertThat(ends).as("jobs that have ended").containsKey(job);
      assertThat(world.isTold(job)).as("the webhook of %s is called", job).isTrue();
    }
  }
}
