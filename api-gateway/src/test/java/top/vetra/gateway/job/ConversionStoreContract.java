package top.vetra.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobStatus;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** What every store of conversions does. */
public interface ConversionStoreContract {

  /** What the store under test is set up with. */
  Patience PATIENCE = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30));

  /** The store under test. */
  ConversionStore store();

  @Test
  default void nothing_is_known_of_a_conversion_that_was_never_stored() {
    assertThat(store().find(Samples.id()).blockOptional()).isEmpty();
  }

  @Test
  default void what_is_stored_is_found_again_as_it_was() {
    ConversionState state = everything(Samples.id());
    assertThat(store().replace(0, state).block()).isTrue();
    assertThat(store().find(state.id()).block()).isEqualTo(state);
  }

  @Test
  default void one_who_has_not_seen_the_latest_version_stores_nothing() {
    ConversionState first = Samples.queued(Samples.id());
    ConversionState second = first.apply(new JobEvent.Resolving(first.id(), Samples.START));
    assertThat(store().replace(1, first).block()).isFalse();
    assertThat(store().replace(0, first).block()).isTrue();
    assertThat(store().replace(first.version(), second).block()).isTrue();
    assertThat(store().replace(first.version(), second).block()).isFalse();
    assertThat(store().find(first.id()).block()).isEqualTo(second);
  }

  @Test
  default void changes_by_many_at_a_time_are_all_kept() {
    String id = Samples.id();
    Flux.range(0, 20)
        .flatMap(
            chunk ->
                store()
                    .update(
                        id,
                        state -> state.apply(new JobEvent.ChunkEncoded(id, Samples.START, chunk))))
        .blockLast();
    ConversionState state = Objects.requireNonNull(store().find(id).block());
    assertThat(state.headway().encoded().size()).isEqualTo(20);
    assertThat(state.version()).isEqualTo(20);
  }

  @Test
  default void a_job_that_has_left_a_conversion_does_not_come_back() {
    String id = Samples.id();
    store().join(id, "a").then(store().join(id, "b")).block();
    assertThat(store().leave(id, "a").block()).isEqualTo(1);
    store().join(id, "a").block();
    assertThat(store().jobs(id).collectList().block()).containsExactly("b");
    assertThat(store().leave(id, "b").block()).isZero();
  }

  @Test
  default void it_is_known_which_jobs_want_a_conversion() {
    String id = Samples.id();
    store().join(id, "a").then(store().join(id, "a")).then(store().join(id, "b")).block();
    assertThat(store().jobs(id).collectList().block()).containsExactlyInAnyOrder("a", "b");
    assertThat(store().leave(id, "a").block()).isEqualTo(1);
    assertThat(store().leave(id, "a").block()).isEqualTo(1);
    assertThat(store().leave(id, "b").block()).isZero();
  }

  @Test
  default void a_silent_conversion_comes_due_until_it_ends() {
    ConversionState state = Samples.queued(Samples.id());
    store().replace(0, state).block();
    assertThat(due(Duration.ofSeconds(59))).doesNotContain(state.id());
    assertThat(due(Duration.ofSeconds(60))).contains(state.id());
    store().lookAgain(state.id(), Samples.START.plus(Duration.ofMinutes(5))).block();
    assertThat(due(Duration.ofMinutes(4))).doesNotContain(state.id());
    assertThat(due(Duration.ofMinutes(5))).contains(state.id());
    ConversionState ended = state.abandon(Samples.START);
    assertThat(ended.status()).isEqualTo(JobStatus.CANCELED);
    store().replace(state.version(), ended).block();
    assertThat(due(Duration.ofDays(1))).doesNotContain(state.id());
  }

  private List<String> due(Duration after) {
    List<String> ids = store().due(Samples.START.plus(after), 1000).collectList().block();
    return ids == null ? List.of() : ids;
  }

  private static ConversionState everything(String id) {
    return Samples.queued(id)
        .apply(new JobEvent.Planned(id, Samples.START, 40, 4, 1.5))
        .apply(new JobEvent.ChunkFetched(id, Samples.START, 0, 10))
        .apply(new JobEvent.ChunkEncoded(id, Samples.START, 0))
        .apply(
            new JobEvent.Failed(
                id, Samples.START.plusMillis(1), Problem.of(ProblemCode.AUDIO_INVALID)));
  }
}
