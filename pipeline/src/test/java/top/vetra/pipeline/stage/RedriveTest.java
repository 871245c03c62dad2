package top.vetra.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Space;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.ChunkReceipt;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;

class RedriveTest {

  private static final int CHUNKS = 6;
  private static final StreamFormat FORMAT = new StreamFormat(48_000, 2);
  private static final List<Gap> GAPS = List.of(new Gap(1, 2, null));
  private static final Space SPACE = new Space("s", null, null, null, null, 9.0, List.of());

  private final FailingStore store = new FailingStore();
  private final Published published = new Published();
  private final Redrive redrive = new Redrive(store, published, published, Clock.systemUTC());

  @Test
  void with_nothing_stored_the_work_begins_with_the_link() {
    assertThat(redrive.goOn("c").block()).isFalse();
    assertThat(published.tasks).isEmpty();
  }

  @Test
  void with_a_plan_alone_the_first_chunk_is_fetched() {
    plan(Format.MP3);
    assertThat(redrive.goOn("c").block()).isTrue();
    assertThat(published.tasks)
        .containsExactly(new FetchTask("c", preset(Format.MP3), 0, CHUNKS, 0, null, List.of()));
    assertThat(published.events).singleElement().isInstanceOf(JobEvent.Planned.class);
  }

  @Test
  void stored_chunks_without_parts_are_encoded_and_missing_ones_fetched_as_their_tasks_said() {
    plan(Format.MP3);
    fetched(Format.MP3, 0, 1, 3);
    store.put(ObjectKeys.part("c", 0), new byte[1], "").block();

    redrive.goOn("c").block();

    assertThat(published.tasks)
        .containsExactly(
            encode(Format.MP3, 1),
            encode(Format.MP3, 3),
            new FetchTask("c", preset(Format.MP3), 2, CHUNKS, 280, FORMAT, GAPS),
            new FetchTask("c", preset(Format.MP3), 4, CHUNKS, 560, FORMAT, GAPS));
  }

  @Test
  void with_all_parts_the_file_is_made() {
    plan(Format.MP3);
    fetched(Format.MP3, 0, 1, 2, 3, 4, 5);
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      store.put(ObjectKeys.part("c", chunk), new byte[1], "").block();
    }
    redrive.goOn("c").block();
    assertThat(published.tasks).containsExactly(new AssembleTask("c", preset(Format.MP3), CHUNKS));
  }

  @Test
  void an_m4a_needs_its_chunks_alone() {
    plan(Format.M4A);
    fetched(Format.M4A, 0, 1, 2, 3, 4);
    redrive.goOn("c").block();
    assertThat(published.tasks)
        .containsExactly(new FetchTask("c", preset(Format.M4A), 5, CHUNKS, 700, FORMAT, GAPS));

    published.tasks.clear();
    fetched(Format.M4A, 5);
    redrive.goOn("c").block();
    assertThat(published.tasks).containsExactly(new AssembleTask("c", preset(Format.M4A), CHUNKS));
  }

  private void plan(Format format) {
    store
        .putJson(ObjectKeys.manifest("c"), new Manifest(SPACE, preset(format), 12, CHUNKS))
        .block();
  }

  private void fetched(Format format, int... chunks) {
    for (int chunk : chunks) {
      store
          .putJson(
              ObjectKeys.receipt("c", chunk),
              new ChunkReceipt(encode(format, chunk), GAPS, 2 * chunk))
          .block();
    }
  }

  private static EncodeTask encode(Format format, int chunk) {
    return new EncodeTask("c", preset(format), chunk, CHUNKS, 140L * chunk, 8, 140, 8, FORMAT);
  }

  private static Preset preset(Format format) {
    return new Preset(format, Quality.HIGH, false);
  }
}
