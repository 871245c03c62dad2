package top.vetra.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

class ConversionStateTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CHUNKS = 5;

  @Property
  void neither_order_nor_repetition_of_events_makes_a_conversion_go_backwards(
      @ForAll("histories") List<JobEvent> events) {
    ConversionState state = ConversionState.unknown("c");
    for (JobEvent event : events) {
      ConversionState next = state.apply(event);
      assertThat(next.status()).isGreaterThanOrEqualTo(state.status());
      assertThat(next.percent()).isBetween(state.percent(), 100);
      assertThat(next.headway().encoded().size())
          .isGreaterThanOrEqualTo(state.headway().encoded().size());
      assertThat(next.headway().segmentsFetched())
          .isGreaterThanOrEqualTo(state.headway().segmentsFetched());
      assertThat(next.version()).isBetween(state.version(), state.version() + 1);
      assertThat(next.updatedAt()).isAfterOrEqualTo(state.updatedAt());
      assertThat(next.apply(event)).as("applied twice").isSameAs(next);
      if (state.status().isFinal()) {
        assertThat(next.status()).isEqualTo(state.status());
        assertThat(next.result()).isEqualTo(state.result());
        assertThat(next.error()).isEqualTo(state.error());
      }
      state = next;
    }
  }

  @Property
  void all_of_a_history_leads_to_the_same_counts_in_whatever_order_it_is_told(
      @ForAll Random random) {
    List<JobEvent> work = new ArrayList<>(work());
    ConversionState inOrder = applyAll(work);
    Collections.shuffle(work, random);
    ConversionState shuffled = applyAll(work);
    assertThat(shuffled.headway()).isEqualTo(inOrder.headway());
    assertThat(shuffled.status()).isEqualTo(inOrder.status());
    assertThat(shuffled.percent()).isEqualTo(inOrder.percent());
  }

  @Test
  void a_conversion_is_fetching_until_all_chunks_are_there_and_transcoding_until_the_file_is() {
    ConversionState planned = applyAll(List.of(accepted(), planned()));
    assertThat(planned.status()).isEqualTo(JobStatus.FETCHING);
    ConversionState encoding = planned.apply(fetched(0)).apply(encoded(0)).apply(fetched(1));
    assertThat(encoding.status()).isEqualTo(JobStatus.FETCHING);
    ConversionState fetched = encoding.apply(fetched(CHUNKS - 1));
    assertThat(fetched.status()).isEqualTo(JobStatus.TRANSCODING);
    assertThat(fetched.percent()).isLessThan(100);
    assertThat(fetched.apply(completed()).percent()).isEqualTo(100);
  }

  @Test
  void waiting_does_not_hide_what_comes_after_it() {
    ConversionState waiting = applyAll(List.of(accepted(), waiting()));
    assertThat(waiting.status()).isEqualTo(JobStatus.WAITING);
    assertThat(waiting.apply(planned()).status()).isEqualTo(JobStatus.FETCHING);
    assertThat(waiting.apply(planned()).apply(waiting()).status()).isEqualTo(JobStatus.FETCHING);
  }

  @Test
  void the_wait_that_ends_last_says_until_when_it_is_waited() {
    JobEvent rateLimited =
        new JobEvent.Waiting(
            "c", START, Problem.of(ProblemCode.UPSTREAM_RATE_LIMITED), START.plusSeconds(90), null);
    ConversionState waiting = applyAll(List.of(accepted(), waiting()));
    assertThat(waiting.givingUpAt()).isEqualTo(START.plusSeconds(900));
    ConversionState longer = waiting.apply(rateLimited);
    assertThat(longer.waitingUntil()).isEqualTo(START.plusSeconds(90));
    assertThat(longer.givingUpAt()).isNull();
    assertThat(longer.apply(waiting())).isSameAs(longer);
  }

  @Test
  void the_first_end_is_the_end() {
    ConversionState completed = applyAll(List.of(accepted(), completed()));
    assertThat(completed.apply(failed())).isSameAs(completed);
    assertThat(completed.abandon(START)).isSameAs(completed);
    ConversionState failed = applyAll(List.of(accepted(), failed()));
    assertThat(failed.apply(completed())).isSameAs(failed);
  }

  @Test
  void the_rest_of_the_time_is_told_from_the_pace_so_far_and_not_before_there_is_one() {
    JobEvent last = fetched(CHUNKS - 1);
    assertThat(eta(Format.MP3, 9, planned(), fetched(0), encoded(0), last)).isNull();
    assertThat(eta(Format.MP3, 2, fetched(0), encoded(0), planned(), encoded(1), last))
        .isEqualTo(3);
    // The next one is under way, and then it is late.
    assertThat(eta(Format.MP3, 3, fetched(0), encoded(0), planned(), encoded(1), last))
        .isEqualTo(2);
    assertThat(eta(Format.MP3, 5, fetched(0), encoded(0), planned(), encoded(1), last))
        .isEqualTo(3);
  }

  @Test
  void what_is_not_encoded_is_ready_as_soon_as_it_is_fetched() {
    Headway headway = applyAll(List.of(planned(), fetched(0), fetched(1), encoded(0))).headway();
    assertThat(headway.chunksReady(Format.MP3)).isEqualTo(1);
    assertThat(headway.chunksReady(Format.M4A)).isEqualTo(2);
  }

  @Test
  void where_encoders_keep_up_the_pace_of_fetching_tells() {
    assertThat(eta(Format.MP3, 1, planned(), fetched(0), encoded(0), fetched(1))).isEqualTo(4);
    assertThat(eta(Format.M4A, 1, planned(), fetched(0), fetched(1))).isEqualTo(3);
  }

  @Test
  void when_all_is_fetched_the_pace_of_encoding_tells() {
    List<JobEvent> slow = new ArrayList<>(List.of(planned()));
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      slow.add(fetched(chunk));
    }
    for (int chunk = 0; chunk < CHUNKS - 2; chunk++) {
      slow.add(new JobEvent.ChunkEncoded("c", START.plusSeconds(1 + 5 * chunk), chunk));
    }
    assertThat(eta(Format.MP3, 11, slow.toArray(JobEvent[]::new))).isEqualTo(5);
  }

  @Test
  void while_encoders_fall_behind_what_is_told_goes_from_one_pace_to_the_other_without_a_leap() {
    List<JobEvent> events = new ArrayList<>();
    events.add(new JobEvent.Planned("c", START, 200, 20, 600));
    events.addAll(List.of(fetched(0), encoded(0), fetched(1), encoded(1), fetched(2)));
    List<Long> told = new ArrayList<>();
    for (int chunk = 3; chunk <= 6; chunk++) {
      events.add(fetched(chunk));
      told.add(eta(Format.MP3, chunk, events.toArray(JobEvent[]::new)));
    }
    assertThat(told).containsExactly(17L, 21L, 33L, 41L);
  }

  private static @Nullable Long eta(Format format, int second, JobEvent... events) {
    return applyAll(List.of(events)).headway().etaSeconds(format, START.plusSeconds(second));
  }

  @Provide
  Arbitrary<List<JobEvent>> histories() {
    List<JobEvent> all = new ArrayList<>(work());
    all.add(completed());
    all.add(failed());
    return Arbitraries.of(all).list().ofMaxSize(40);
  }

  private static List<JobEvent> work() {
    List<JobEvent> events = new ArrayList<>();
    events.add(accepted());
    events.add(new JobEvent.Resolving("c", START));
    events.add(
        new JobEvent.SpaceFound(
            "c", START, new Space("s", null, null, null, null, 1.0, List.of())));
    events.add(waiting());
    events.add(planned());
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      events.add(fetched(chunk));
      events.add(encoded(chunk));
    }
    return events;
  }

  private static ConversionState applyAll(List<JobEvent> events) {
    ConversionState state = ConversionState.unknown("c");
    for (JobEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  private static JobEvent accepted() {
    return new JobEvent.Accepted(
        "c",
        START,
        new JobOrder(
            "j",
            "c",
            new SpaceLink.Space("1234567890abc"),
            new Preset(Format.MP3, Quality.HIGH, false),
            null,
            START));
  }

  private static JobEvent waiting() {
    return new JobEvent.Waiting(
        "c",
        START,
        Problem.of(ProblemCode.RECORDING_NOT_READY),
        START.plusSeconds(60),
        START.plusSeconds(900));
  }

  private static JobEvent planned() {
    return new JobEvent.Planned("c", START, 10 * CHUNKS, CHUNKS, 123.5);
  }

  private static JobEvent fetched(int chunk) {
    return new JobEvent.ChunkFetched("c", START.plusSeconds(chunk), chunk, 10 * (chunk + 1));
  }

  private static JobEvent encoded(int chunk) {
    return new JobEvent.ChunkEncoded("c", START.plusSeconds(chunk + 1), chunk);
  }

  private static JobEvent completed() {
    return new JobEvent.Completed(
        "c",
        START.plusSeconds(60),
        new ResultFile("k", "l", START, "f.mp3", "audio/mpeg", 1, 1, List.of()));
  }

  private static JobEvent failed() {
    return new JobEvent.Failed("c", START.plusSeconds(60), Problem.of(ProblemCode.INTERNAL));
  }
}
