package top.vetra.transcoder.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.ObjectKeys;
import top.vetra.transcoder.testing.Conversion;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class EncodeHandlerTest {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private final Conversion conversion = new Conversion();
  private final Recording recording =
      new Recording(TestAudio.aac(TestAudio.STEREO_48K, 5), TestAudio.STEREO_48K, PRESET, 100);

  @Test
  void theFileIsMadeOnceAllChunksAreEncodedInWhateverOrder() {
    recording.storeIn(conversion.store);

    encode(2);
    encode(0);
    assertThat(conversion.tasks).isEmpty();
    encode(1);

    assertThat(conversion.tasks)
        .containsExactly(new AssembleTask(Recording.ID, PRESET, recording.chunks()));
    assertThat(conversion.events)
        .extracting(event -> ((JobEvent.ChunkEncoded) event).chunk())
        .containsExactly(2, 0, 1);
  }

  @Test
  void aChunkThatIsEncodedAlreadyIsOnlyAnnounced() {
    recording.storeIn(conversion.store);
    byte[] encodedBefore = {1, 2, 3};
    String part = ObjectKeys.part(Recording.ID, 1);
    conversion.store.put(part, encodedBefore, "audio/mpeg").block();

    conversion.encode.handle(recording.task(1), 1).block();
    conversion.encode.handle(recording.task(1), 2).block();

    assertThat(conversion.store.get(part).block()).isEqualTo(encodedBefore);
    assertThat(conversion.events).hasSize(2);
  }

  @Test
  void aCrashBetweenTheLastPartAndItsAnnouncementIsMadeUpFor() {
    recording.storeIn(conversion.store);
    for (int chunk = 0; chunk < recording.chunks(); chunk++) {
      conversion.store.put(ObjectKeys.part(Recording.ID, chunk), new byte[1], "").block();
    }

    conversion.encode.handle(recording.task(recording.chunks() - 1), 1).block();

    assertThat(conversion.tasks).hasSize(1);
  }

  @Test
  void aChunkThatIsNotThereIsTriedAgain() {
    assertThatThrownBy(() -> encode(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such object: work/conversion/chunks/00000.adts");
    assertThat(conversion.events).isEmpty();
  }

  @Test
  void aChunkWithAnotherNumberOfFramesIsNotEncoded() {
    recording.storeIn(conversion.store);
    conversion.store.put(ObjectKeys.chunk(Recording.ID, 0), recording.chunk(1), "").block();

    assertThatThrownBy(() -> encode(0)).hasMessageContaining("AAC frames in chunk");
  }

  private void encode(int chunk) {
    conversion.encode.handle(recording.task(chunk), 1).block();
  }
}
