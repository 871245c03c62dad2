package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;

/** How a task goes on. */
class FetchHandlerTest extends Fetching {

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
  void what_follows_from_a_chunk_follows_whenever_its_task_comes() {
    published.failing = FetchTask.class;
    assertThatThrownBy(() -> handle(task(1, Format.MP3), 1)).isNotNull();
    published.failing = null;
    EncodeTask encode = published.take(EncodeTask.class);
    asked.clear();

    handle(task(1, Format.MP3), 1);
    assertThat(published.take(FetchTask.class)).extracting(FetchTask::chunk).isEqualTo(2);
    handle(task(1, Format.MP3), 2);
    assertThat(published.take(FetchTask.class)).as("the next one again").isNull();

    assertThat(published.take(EncodeTask.class)).isEqualTo(encode);
    assertThat(published.take(EncodeTask.class)).isEqualTo(encode);
    assertThat(published.events(JobEvent.ChunkFetched.class)).hasSize(3);
    assertThat(asked).as("fetched again").isEmpty();
  }

  @Test
  void a_copy_of_a_task_dies_out_where_the_next_chunk_is_stored() {
    store.put(ObjectKeys.part(ID, 0), NOTHING, "").block();
    handle(task(1, Format.MP3), 1);
    handle(task(2, Format.MP3), 1);
    published.clear();

    handle(task(1, Format.MP3), 2);

    assertThat(published.take(FetchTask.class)).isNull();
    assertThat(published.take(EncodeTask.class)).extracting(EncodeTask::chunk).isEqualTo(1);
  }

  @Test
  void of_two_tasks_that_fetch_one_chunk_one_goes_on() {
    handle(task(1, Format.MP3), 1);
    store.delete(ObjectKeys.receipt(ID, 1)).block();

    handle(task(1, Format.MP3), 1);

    assertThat(published.take(FetchTask.class)).isNotNull();
    assertThat(published.take(FetchTask.class)).isNull();
  }

  @Test
  void a_chunk_between_stored_ones_is_fetched_and_no_further() {
    store.put(ObjectKeys.part(ID, 0), NOTHING, "").block();
    handle(task(2, Format.MP3), 1);
    published.clear();

    handle(task(1, Format.MP3), 1);

    assertThat(published.take(FetchTask.class)).isNull();
    assertThat(published.take(EncodeTask.class)).extracting(EncodeTask::chunk).isEqualTo(1);
  }

  @Test
  void a_chunk_without_a_receipt_was_not_stored_whole_and_is_fetched_again() {
    handle(task(1, Format.MP3), 1);
    store.delete(ObjectKeys.receipt(ID, 1)).block();
    store.put(ObjectKeys.chunk(ID, 1), NOTHING, "").block();

    handle(task(1, Format.MP3), 1);

    assertThat(store.get(ObjectKeys.chunk(ID, 1)).block()).isNotEmpty();
    assertThat(stored(ObjectKeys.receipt(ID, 1))).isTrue();
  }

  @Test
  void a_last_chunk_whose_receipt_is_there_has_been_summed_up_and_is_handed_on_again() {
    handle(task(CHUNKS - 1, Format.M4A), 1);
    assertThat(published.take(AssembleTask.class)).isNotNull();
    assertThat(stored(ObjectKeys.summary(ID))).isTrue();

    handle(task(CHUNKS - 1, Format.M4A), 1);

    assertThat(published.take(AssembleTask.class)).isNotNull();
    assertThat(published.take(FetchTask.class)).isNull();
  }

  @Test
  void a_chunk_whose_encoding_could_not_be_published_is_encoded_after_all() {
    published.failing = EncodeTask.class;
    assertThatThrownBy(() -> handle(task(1, Format.MP3), 1)).isNotNull();
    published.failing = null;
    store.put(ObjectKeys.part(ID, 0), NOTHING, "").block();
    handle(task(2, Format.MP3), 1);
    published.clear();

    handle(task(1, Format.MP3), 2);

    assertThat(published.take(EncodeTask.class)).extracting(EncodeTask::chunk).isEqualTo(1);
  }
}
