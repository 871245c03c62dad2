package top.vetra.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.gateway.queue.QueueState.Waiting;

/** What every store of the line does. */
public interface ConversionQueueContract {

  /** The store under test. */
  ConversionQueue queue();

  @Test
  default void a_conversion_waits_in_the_lines_of_all_who_want_it() {
    String id = Samples.id();
    enter(id, "a", Samples.START);
    enter(id, "b", Samples.START.plusSeconds(1));
    enter(id, "a", Samples.START.plusSeconds(2));
    assertThat(look().waiting()).contains(new Waiting(id, Samples.START, List.of("a", "b")));
  }

  @Test
  default void a_conversion_is_let_out_once_whoever_tries() {
    String id = Samples.id();
    String client = Samples.id();
    enter(id, client, Samples.START);
    List<Boolean> out =
        Flux.range(0, 20)
            .flatMap(i -> queue().letOut(id, client, Limits.of(0, 0), Samples.START))
            .collectList()
            .block();
    assertThat(out).containsOnlyOnce(true);
    enter(id, client, Samples.START);
    assertThat(look().waiting()).extracting(Waiting::conversionId).doesNotContain(id);
    assertThat(look().running()).contains(new Running(id, Samples.START, client));
  }

  @Test
  default void no_more_are_let_out_than_the_limits_allow() {
    String client = Samples.id();
    List<String> ids = List.of(Samples.id(), Samples.id(), Samples.id());
    ids.forEach(id -> enter(id, client, Samples.START));
    assertThat(ids.stream().filter(id -> letOut(id, client, Limits.of(0, 2)))).hasSize(2);
    int all = look().running().size();
    assertThat(letOut(ids.get(2), "other", Limits.of(all, 0))).isFalse();
    assertThat(letOut(ids.get(2), "other", Limits.of(all + 1, 0))).isTrue();
  }

  @Test
  default void what_is_worked_on_waits_no_more_and_what_leaves_is_forgotten() {
    String id = Samples.id();
    enter(id, "a", Samples.START);
    queue().works(id, "a", Samples.START).block();
    queue().works(id, "b", Samples.START.plusSeconds(1)).block();
    assertThat(look().waiting()).extracting(Waiting::conversionId).doesNotContain(id);
    assertThat(look().running()).contains(new Running(id, Samples.START, "a"));
    queue().leave(id, Samples.START.plusSeconds(2)).block();
    queue().leave(id, Samples.START.plusSeconds(2)).block();
    assertThat(look().running()).extracting(Running::conversionId).doesNotContain(id);
  }

  @Test
  default void it_is_known_how_long_work_takes() {
    for (int i = 0; i < 50; i++) {
      String id = Samples.id();
      queue().works(id, "a", Samples.START).block();
      queue().leave(id, Samples.START.plusSeconds(60)).block();
    }
    assertThat(look().meanRun()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
  }

  private void enter(String id, String client, Instant at) {
    queue().enter(id, client, at).block();
  }

  private boolean letOut(String id, String client, Limits limits) {
    return Boolean.TRUE.equals(queue().letOut(id, client, limits, Samples.START).block());
  }

  private QueueState look() {
    return Objects.requireNonNull(queue().look().block());
  }
}
