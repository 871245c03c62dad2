package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.MemoryStore;
import top.vetra.fetcher.Published;
import top.vetra.fetcher.TestPlans;
import top.vetra.fetcher.adts.Bytes;
import top.vetra.fetcher.media.Body;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaException.Reason;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.fetcher.plan.PlanPage;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;

class FetchHandlerTest {

  private static final String ID = "c";
  private static final int CHUNKS = 6;
  private static final byte[] NOTHING = {};

  private final MemoryStore store = new MemoryStore();
  private final Published published = new Published();
  private final List<URI> asked = new ArrayList<>();
  private Supplier<byte[]> answer = () -> Bytes.frames(140, 1);
  private final Map<URI, Supplier<byte[]>> answers = new HashMap<>();
  private final MediaOrigin origin =
      new MediaOrigin() {
        @Override
        public <T> Mono<T> read(MediaRequest request, Supplier<? extends Body<T>> body) {
          asked.add(request.address());
          Body<T> taken = body.get();
          return Mono.fromCallable(
              () -> {
                taken.accept(answers.getOrDefault(request.address(), answer).get());
                return taken.finish();
              });
        }
      };
  private final FetchHandler handler =
      new FetchHandler(
          origin,
          TestPlans.fetching(),
          store,
          new Delivery(store, published, published, Clock.systemUTC()),
          published);

  @BeforeEach
  void storePlan() {
    storePlan(1);
  }

  /** Of chunks of so many segments. */
  private void storePlan(int segments) {
    List<PlannedChunk> chunks = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      List<PlannedSegment> own =
          IntStream.range(i * segments, (i + 1) * segments)
              .mapToObj(segment -> Segments.planned(segment, 2.987))
              .toList();
      chunks.add(new PlannedChunk(List.of(), own, List.of()));
    }
    store.putJson(ObjectKeys.planPage(ID, 0), new PlanPage(chunks)).block();
  }

  @Test
  void a_chunk_is_stored_told_encoded_and_the_task_goes_on() {
    handle(task(1, Format.MP3), 1);

    assertThat(stored(ObjectKeys.chunk(ID, 1))).isTrue();
    assertThat(published.events(JobEvent.ChunkFetched.class))
        .extracting(JobEvent.ChunkFetched::segmentsFetched)
        .containsExactly(2);
    assertThat(published.take(EncodeTask.class))
        .isEqualTo(
            new EncodeTask(ID, preset(Format.MP3), 1, CHUNKS, 140, 0, 140, 0, Segments.FORMAT));
    assertThat(published.take(FetchTask.class))
        .isEqualTo(
            new FetchTask(ID, preset(Format.MP3), 2, CHUNKS, 280, Segments.FORMAT, List.of()));
  }

  @Test
  void after_the_last_chunk_the_whole_is_summed_up() {
    store.put(ObjectKeys.part(ID, CHUNKS - 1 - 2), NOTHING, "").block();

    handle(task(CHUNKS - 1, Format.MP3), 1);

    assertThat(store.getJson(ObjectKeys.summary(ID), FetchSummary.class).block())
        .isEqualTo(new FetchSummary(Segments.FORMAT, 140 * CHUNKS, List.of()));
    assertThat(published.take(FetchTask.class)).isNull();
    assertThat(published.take(EncodeTask.class)).isNotNull();
  }

  @Test
  void a_chunk_too_far_ahead_of_the_encoders_is_put_off() {
    FetchTask task = task(3, Format.MP3);

    handle(task, 1);
    assertThat(published.take(FetchTask.class)).isEqualTo(task);
    assertThat(asked).isEmpty();

    store.put(ObjectKeys.part(ID, 1), NOTHING, "").block();
    handle(task, 1);
    assertThat(stored(ObjectKeys.chunk(ID, 3))).isTrue();
  }

  @Test
  void only_a_chunk_that_need_not_wait_is_fetched_ahead() {
    handle(task(1, Format.MP3), 1);
    assertThat(asked).hasSize(1);

    asked.clear();
    store.put(ObjectKeys.part(ID, 0), NOTHING, "").block();
    store.put(ObjectKeys.part(ID, 1), NOTHING, "").block();
    handle(task(2, Format.MP3), 1);
    assertThat(asked).hasSize(2);
  }

  @Test
  void an_m4a_waits_for_no_encoder_and_is_assembled_after_its_last_chunk() {
    handle(task(3, Format.M4A), 1);
    assertThat(stored(ObjectKeys.chunk(ID, 3))).isTrue();
    assertThat(published.take(AssembleTask.class)).isNull();

    handle(task(CHUNKS - 1, Format.M4A), 1);
    assertThat(published.take(AssembleTask.class))
        .isEqualTo(new AssembleTask(ID, preset(Format.M4A), CHUNKS));
    assertThat(published.take(EncodeTask.class)).isNull();
  }

  @Test
  void a_copy_of_a_task_that_has_gone_on_is_dropped() {
    store.put(ObjectKeys.chunk(ID, 1), NOTHING, "").block();

    handle(task(1, Format.MP3), 1);

    assertThat(published.take(FetchTask.class)).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void a_task_that_died_after_storing_its_chunk_goes_on() {
    store.put(ObjectKeys.chunk(ID, 1), NOTHING, "").block();

    handle(task(1, Format.MP3), 2);

    assertThat(published.take(FetchTask.class)).isNotNull();
    assertThat(published.take(EncodeTask.class)).isNotNull();
  }

  @Test
  void a_task_that_died_after_it_had_gone_on_is_dropped() {
    store.put(ObjectKeys.chunk(ID, 1), NOTHING, "").block();
    store.put(ObjectKeys.chunk(ID, 2), NOTHING, "").block();

    handle(task(1, Format.MP3), 2);

    assertThat(published.take(FetchTask.class)).isNull();
  }

  @Test
  void a_host_that_gives_nothing_is_tried_again_before_it_counts_as_down() {
    answer =
        () -> {
          throw new MediaException(MediaException.Reason.UNAVAILABLE, "down");
        };

    assertThatThrownBy(() -> handle(task(1, Format.MP3), 1))
        .isInstanceOf(IllegalStateException.class);
    assertProblem(ProblemCode.UPSTREAM_UNAVAILABLE, 3);
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE, AUDIO_INCOMPLETE", "RATE_LIMITED, UPSTREAM_RATE_LIMITED"})
  void of_a_chunk_that_is_tried_again_only_late_segments_are_asked_for(
      Reason reason, ProblemCode atLast) {
    storePlan(3);
    answers.put(Segments.planned(4, 2.987).address(), failing(reason));
    FetchTask task = task(1, Format.M4A);

    assertThatThrownBy(() -> handle(task, 1)).isInstanceOf(IllegalStateException.class);
    asked.clear();
    assertThatThrownBy(() -> handle(task, 2)).isInstanceOf(IllegalStateException.class);
    assertThat(asked).containsOnly(Segments.planned(4, 2.987).address());
    assertProblem(atLast, task, 3);

    answers.clear();
    handle(task, 3);
    assertThat(stored(ObjectKeys.chunk(ID, 1))).isTrue();
  }

  @Test
  void with_leave_for_gaps_an_outage_of_a_chunk_is_silence_once_the_format_is_known() {
    storePlan(60);
    answer = failing(Reason.UNAVAILABLE);
    StreamFormat known = Segments.FORMAT;
    FetchTask task = withLeave(1, known, List.of());

    assertThatThrownBy(() -> handle(task, 2)).isInstanceOf(IllegalStateException.class);
    handle(task, 3);

    FetchTask next = Objects.requireNonNull(published.take(FetchTask.class));
    assertThat(next.gaps()).hasSize(60);
    assertThat(next.firstFrame()).isEqualTo(task.firstFrame() + 60 * 140);
    assertProblem(ProblemCode.UPSTREAM_UNAVAILABLE, withLeave(0, null, List.of()), 3);
  }

  @Test
  void silence_that_goes_on_is_a_host_that_is_down() {
    storePlan(60);
    answer = failing(Reason.UNAVAILABLE);
    double end = Segments.FORMAT.secondsOf(140L * 60 * 2);
    Gap near = new Gap(end - 80, 80, 119);
    Gap joined = new Gap(end - 125, 45, 118);
    Gap apart = new Gap(end - 400, 200, 100);

    assertProblem(
        ProblemCode.UPSTREAM_UNAVAILABLE,
        withLeave(2, Segments.FORMAT, List.of(apart, joined, near)),
        3);
    handle(withLeave(2, Segments.FORMAT, List.of(apart, near)), 3);
    assertThat(published.take(FetchTask.class)).isNotNull();
  }

  @Test
  void a_segment_that_is_not_there_is_final_at_once() {
    storePlan(3);
    answers.put(Segments.planned(3, 2.987).address(), failing(Reason.UNAVAILABLE));
    answers.put(Segments.planned(4, 2.987).address(), failing(Reason.MISSING));

    assertProblem(ProblemCode.AUDIO_INCOMPLETE, task(1, Format.M4A), 1);

    answers.put(Segments.planned(0, 2.987).address(), failing(Reason.UNAVAILABLE));
    answers.put(Segments.planned(1, 2.987).address(), failing(Reason.BLOCKED));
    assertProblem(ProblemCode.GEO_BLOCKED, task(0, Format.M4A), 1);
  }

  @Test
  void bodies_without_audio_are_named() {
    answer = () -> "<html>not here</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertProblem(ProblemCode.AUDIO_INVALID, 1);
  }

  @Test
  void a_host_that_is_not_allowed_any_more_ends_the_conversion() {
    answer =
        () -> {
          throw new MediaException(MediaException.Reason.FORBIDDEN, "elsewhere");
        };

    assertProblem(ProblemCode.UPSTREAM_CHANGED, 1);
  }

  private static Supplier<byte[]> failing(Reason reason) {
    return () -> {
      throw new MediaException(reason, "failing");
    };
  }

  private void assertProblem(ProblemCode code, int attempt) {
    assertProblem(code, task(1, Format.MP3), attempt);
  }

  private void assertProblem(ProblemCode code, FetchTask task, int attempt) {
    assertThatThrownBy(() -> handle(task, attempt))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private boolean stored(String key) {
    return Boolean.TRUE.equals(store.exists(key).block());
  }

  private void handle(FetchTask task, int attempt) {
    handler.handle(task, attempt).block();
  }

  private static FetchTask task(int chunk, Format format) {
    return new FetchTask(
        ID, preset(format), chunk, CHUNKS, 140L * chunk, Segments.FORMAT, List.of());
  }

  /** Of a plan with chunks of sixty segments. */
  private static FetchTask withLeave(int chunk, @Nullable StreamFormat format, List<Gap> gaps) {
    Preset leave = new Preset(Format.M4A, Quality.HIGH, true);
    return new FetchTask(ID, leave, chunk, CHUNKS, 140L * 60 * chunk, format, gaps);
  }

  private static Preset preset(Format format) {
    return new Preset(format, Quality.HIGH, false);
  }
}
