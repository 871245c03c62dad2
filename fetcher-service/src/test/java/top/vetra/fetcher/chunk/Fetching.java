package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
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
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.ObjectKeys;

/** A handler on a plan of six chunks, and a host that answers as a test wants. */
abstract class Fetching {

  static final String ID = "c";
  static final int CHUNKS = 6;
  static final byte[] NOTHING = {};

  final MemoryStore store = new MemoryStore();
  final Published published = new Published();
  final List<URI> asked = new ArrayList<>();
  Supplier<byte[]> answer = () -> Bytes.frames(140, 1);
  final Map<URI, Supplier<byte[]>> answers = new HashMap<>();
  final MediaOrigin origin =
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
  final FetchHandler handler =
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
  void storePlan(int segments) {
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

  static Supplier<byte[]> failing(Reason reason) {
    return () -> {
      throw new MediaException(reason, "failing");
    };
  }

  void assertProblem(ProblemCode code, int attempt) {
    assertProblem(code, task(1, Format.MP3), attempt);
  }

  void assertProblem(ProblemCode code, FetchTask task, int attempt) {
    assertThatThrownBy(() -> handle(task, attempt))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  boolean stored(String key) {
    return Boolean.TRUE.equals(store.exists(key).block());
  }

  void handle(FetchTask task, int attempt) {
    handler.handle(task, attempt).block();
  }

  static FetchTask task(int chunk, Format format) {
    return new FetchTask(
        ID, preset(format), chunk, CHUNKS, 140L * chunk, Segments.FORMAT, List.of());
  }

  static Preset preset(Format format) {
    return new Preset(format, Quality.HIGH, false);
  }
}
