package top.vetra.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.gateway.queue.QueueState.Waiting;
import top.vetra.model.job.Queue;

class FairShareTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Limits LIMITS = new Limits(32, 16);

  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private Duration meanRun = Duration.ZERO;

  @Test
  void who_asks_for_one_does_not_wait_for_another_who_asks_for_a_thousand() {
    IntStream.range(0, 1000).forEach(i -> waits("flood" + i, "flood"));
    IntStream.range(0, 32).forEach(i -> runs("running" + i, "flood"));
    waits("honest", "honest");
    assertThat(place("honest").place()).isEqualTo(1);
    running.remove(0);
    assertThat(next()).containsExactly("honest");
  }

  @Test
  void clients_are_let_out_one_after_another_each_in_its_own_order() {
    waits("a1", "a");
    waits("a2", "a");
    waits("a3", "a");
    waits("b1", "b");
    waits("c1", "c");
    waits("b2", "b");
    assertThat(next()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    assertThat(place("b2").place()).isEqualTo(5);
  }

  @Test
  void no_more_are_let_out_than_may_be_worked_on_for_one_client_and_in_all() {
    IntStream.range(0, 40).forEach(i -> waits("a" + i, "a"));
    assertThat(next()).hasSize(16);
    IntStream.range(0, 10).forEach(i -> runs("r" + i, "a"));
    assertThat(next()).hasSize(6);
    IntStream.range(0, 40).forEach(i -> waits("b" + i, "b"));
    assertThat(next()).hasSize(22);
    IntStream.range(0, 22).forEach(i -> runs("others" + i, "other" + i));
    assertThat(next()).isEmpty();
  }

  @Test
  void what_two_clients_want_has_the_better_of_both_places() {
    IntStream.range(0, 100).forEach(i -> waits("a" + i, "a"));
    waiting.add(new Waiting("shared", NOW, List.of("a")));
    assertThat(place("shared").place()).isEqualTo(101);
    waiting.set(100, new Waiting("shared", NOW, List.of("a", "b")));
    assertThat(place("shared").place()).isEqualTo(2);
    assertThat(places()).doesNotHaveDuplicates().hasSize(101);
  }

  @Test
  void a_start_is_expected_by_the_time_that_work_has_taken() {
    meanRun = Duration.ofSeconds(80);
    IntStream.range(0, 16).forEach(i -> runs("r" + i, "a"));
    IntStream.range(0, 32).forEach(i -> waits("a" + i, "a"));
    // One of its sixteen comes free every five seconds.
    assertThat(place("a0").expectedStartAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(place("a31").expectedStartAt()).isEqualTo(NOW.plusSeconds(160));
    assertThat(share().expectedWait("a", LIMITS, NOW)).isBetween(seconds(160), seconds(175));
    assertThat(share().expectedWait("b", LIMITS, NOW)).isZero();
  }

  @Test
  void work_that_takes_longer_than_any_before_is_expected_to_go_on_so() {
    meanRun = Duration.ofSeconds(1);
    IntStream.range(0, 16)
        .forEach(i -> running.add(new Running("r" + i, NOW.minusSeconds(800), "a")));
    waits("a0", "a");
    assertThat(place("a0").expectedStartAt()).isEqualTo(NOW.plusSeconds(100));
  }

  private void waits(String id, String client) {
    waiting.add(
        new Waiting(id, NOW.minusSeconds(3600).plusMillis(waiting.size()), List.of(client)));
  }

  private void runs(String id, String client) {
    running.add(new Running(id, NOW, client));
  }

  private FairShare share() {
    return FairShare.of(new QueueState(waiting, running, meanRun));
  }

  private List<String> next() {
    return share().next(LIMITS).stream().map(Turn::conversionId).toList();
  }

  private Queue place(String id) {
    return Objects.requireNonNull(share().place(id, LIMITS, NOW));
  }

  private List<Integer> places() {
    return waiting.stream().map(one -> place(one.conversionId()).place()).toList();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
