package top.vetra.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.Samples;
import top.vetra.model.queue.Task;

class DispatcherTest {

  private final InMemoryConversionQueue queue = new InMemoryConversionQueue();
  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(SettingsForTests.defaults().patience());
  private final FakePublisher published = new FakePublisher();

  @Test
  void workers_are_told_of_so_many_at_a_time_and_of_the_next_when_one_leaves() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "c" + i).toList();
    ids.forEach(id -> dispatcher().enter(stored(Samples.queued(id)), "client").block());
    dispatcher().dispatch().block();
    dispatcher().dispatch().block();
    assertThat(begun()).hasSize(16);
    dispatcher().leave(begun().get(3), Samples.START).block();
    dispatcher().dispatch().block();
    assertThat(begun()).hasSize(17).doesNotHaveDuplicates();
  }

  @Test
  void what_was_let_out_by_one_who_died_is_begun_by_another() {
    dispatcher().enter(stored(Samples.queued("c")), "client").block();
    queue.letOut("c", "client", Limits.of(0, 0), Samples.START).block();
    dispatcher().dispatch().block();
    dispatcher(Duration.ofSeconds(1)).reconcile(Duration.ofSeconds(10)).block();
    assertThat(begun()).isEmpty();
    dispatcher(Duration.ofSeconds(11)).reconcile(Duration.ofSeconds(10)).block();
    assertThat(begun()).containsExactly("c");
    dispatcher(Duration.ofSeconds(12)).reconcile(Duration.ofSeconds(10)).block();
    assertThat(begun()).containsExactly("c");
  }

  @Test
  void places_that_are_held_for_nothing_come_free() {
    stored(Samples.queued("ended").abandon(Samples.START));
    queue.works("ended", "client", Samples.START).block();
    queue.works("gone", "client", Samples.START).block();
    queue.works("running", "client", Samples.START).block();
    stored(Samples.queued("running").begin(Samples.START));
    dispatcher(Duration.ofMinutes(1)).reconcile(Duration.ofSeconds(10)).block();
    assertThat(queue.running()).isEqualTo(1);
  }

  private List<String> begun() {
    return published.tasks().stream().map(Task::conversionId).toList();
  }

  private ConversionState stored(ConversionState state) {
    conversions.update(state.id(), nothing -> state).block();
    return state;
  }

  private Dispatcher dispatcher() {
    return dispatcher(Duration.ZERO);
  }

  private Dispatcher dispatcher(Duration later) {
    Clock clock = Clock.fixed(Samples.START.plus(later), ZoneOffset.UTC);
    return new Dispatcher(queue, conversions, published, SettingsForTests.defaults(), clock);
  }
}
