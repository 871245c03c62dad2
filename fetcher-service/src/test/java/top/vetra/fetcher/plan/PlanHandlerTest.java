package top.vetra.fetcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.Conversion;
import top.vetra.fetcher.MemoryStore;
import top.vetra.fetcher.MovingClock;
import top.vetra.fetcher.Published;
import top.vetra.fetcher.TestPlans;
import top.vetra.fetcher.media.Body;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.fetcher.playlist.PlaylistLimits;
import top.vetra.fetcher.playlist.RecordingSource;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Shortfall;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.Looks;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;

class PlanHandlerTest {

  private static final URI PLAYLIST = URI.create("https://a.video.pscp.tv/p/playlist_1.m3u8");
  private static final Preset MP3 = new Preset(Format.MP3, Quality.HIGH, false);
  private static final SpaceLink LINK = new SpaceLink.Space("1DemoSpaceXYZ");
  private static final Instant ENDED = Instant.parse("2026-05-05T20:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final Published published = new Published();
  private final MovingClock clock = new MovingClock(ENDED.plusSeconds(30));
  private String playlist = playlist(1500);
  private int reads;
  private final MediaOrigin origin =
      new MediaOrigin() {
        @Override
        public <T> Mono<T> read(MediaRequest request, Supplier<? extends Body<T>> body) {
          reads++;
          if (playlist.isEmpty()) {
            return Mono.error(new MediaException(MediaException.Reason.MISSING, "404"));
          }
          Body<T> taken = body.get();
          return Mono.fromCallable(
              () -> {
                taken.accept(playlist.getBytes(StandardCharsets.UTF_8));
                return taken.finish();
              });
        }
      };
  private final PlanHandler handler =
      new PlanHandler(
          new RecordingSource(
              origin,
              MediaHosts.parse("*.video.pscp.tv"),
              new PlaylistLimits(1 << 20, 500, 5000, Duration.ofHours(12))),
          TestPlans.settings(),
          store,
          published,
          published,
          clock);

  @Test
  void every_segment_is_in_one_chunk_and_has_its_neighbours_beside_it() {
    handler.handle(task(), 1).block();

    Plans plans = new Plans(store);
    int next = 0;
    int chunks = 0;
    for (PlannedChunk chunk = plans.chunk(Conversion.ID, 0).block();
        chunk != null;
        chunk = next < 1500 ? plans.chunk(Conversion.ID, chunks).block() : null) {
      List<Integer> all = chunk.all().stream().map(PlannedSegment::index).toList();
      assertThat(chunk.own().get(0).index()).isEqualTo(next);
      assertThat(all.get(0)).isEqualTo(Math.max(0, next - 1));
      next = chunk.segmentsSoFar();
      assertThat(all.get(all.size() - 1)).isEqualTo(Math.min(1499, next));
      chunks++;
    }
    assertThat(next).isEqualTo(1500);
    assertThat(store.getJson(ObjectKeys.manifest(Conversion.ID), Manifest.class).block())
        .satisfies(
            manifest -> {
              assertThat(manifest.segmentsTotal()).isEqualTo(1500);
              assertThat(manifest.space().durationSeconds()).isEqualTo(4500);
            })
        .extracting(Manifest::chunksTotal)
        .isEqualTo(chunks);
  }

  @Test
  void a_plan_that_stands_is_not_made_again() {
    handler.handle(task(), 1).block();
    FetchTask first = published.take(FetchTask.class);
    playlist = playlist(1600);

    handler.handle(task(), 2).block();

    assertThat(first).isNotNull().isEqualTo(published.take(FetchTask.class));
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void a_recording_that_is_not_there_yet_is_waited_for_in_sight_of_everybody() {
    playlist = "";

    handler.handle(task(), 1).block();

    Instant until = clock.instant().plusSeconds(5);
    assertThat(published.events(JobEvent.Waiting.class))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.until()).isEqualTo(until);
              assertThat(waiting.givingUpAt()).isAfter(until);
              assertThat(waiting.reason().code()).isEqualTo(ProblemCode.RECORDING_NOT_READY);
            });
    Looks looks = new Looks(task().since(), 1, null);
    assertThat(published.take(ResolveTask.class))
        .isEqualTo(new ResolveTask(Conversion.ID, LINK, MP3, null, looks));
    assertThat(published.due()).contains(until);
    assertThat(published.take(FetchTask.class)).isNull();
  }

  @Test
  void a_task_that_does_not_say_where_to_ask_anew_looks_at_the_same_address() {
    playlist = "";
    PlanTask older = new PlanTask(Conversion.ID, MP3, task().space(), PLAYLIST.toString(), ENDED);

    handler.handle(older, 1).block();

    assertThat(published.take(PlanTask.class)).isEqualTo(older.after(new Looks(ENDED, 1, null)));
  }

  @Test
  void a_recording_that_may_yet_grow_is_marked_as_such() {
    playlist = playlist(1490);
    PlanTask task = task();
    for (ResolveTask again; ; ) {
      handler.handle(task, 1).block();
      again = published.take(ResolveTask.class);
      if (again == null) {
        break;
      }
      clock.moveTo(published.due().orElseThrow());
      task = task.after(Objects.requireNonNull(again.looks()));
    }

    Instant again = clock.instant().plus(Duration.ofMinutes(1));
    Shortfall shortfall = new Shortfall(Shortfall.Kind.PROVISIONAL, again);
    assertThat(store.getJson(ObjectKeys.manifest(Conversion.ID), Manifest.class).block())
        .extracting(Manifest::shortfall)
        .isEqualTo(shortfall);
    assertThat(published.events(JobEvent.Planned.class))
        .singleElement()
        .extracting(JobEvent.Planned::shortfall)
        .isEqualTo(shortfall);
  }

  private static PlanTask task() {
    PlanTask task =
        Conversion.task(PLAYLIST, MP3, ENDED.minusSeconds(4500), ENDED, ENDED.plusSeconds(30));
    return new PlanTask(
        Conversion.ID, MP3, task.space(), task.playlistUrl(), task.since(), LINK, null);
  }

  private static String playlist(int segments) {
    return "#EXTM3U\n" + "#EXTINF:3,\nchunk.aac\n".repeat(segments) + "#EXT-X-ENDLIST\n";
  }
}
