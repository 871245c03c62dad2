package top.vetra.transcoder.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.Waveform;
import top.vetra.transcoder.testing.Conversion;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class M4aFileTest {

  private static final Preset PRESET = new Preset(Format.M4A, Quality.HIGH, false);

  private final Conversion conversion = new Conversion();

  @ParameterizedTest
  @CsvSource({"48000, 2", "48000, 1", "44100, 2", "24000, 1"})
  void theFileHoldsTheSourcesAudioByteForByte(int rate, int channels) {
    StreamFormat format = new StreamFormat(rate, channels);
    byte[] aac = TestAudio.aac(format, 500.0 * 1024 / rate);
    Recording recording = new Recording(aac, format, PRESET, 200);

    byte[] file = convert(recording);

    assertThat(TestAudio.convert(file, "-c copy -f adts")).isEqualTo(aac);
    assertThat(TestAudio.decode(file).length / (2 * channels)).isEqualTo(recording.samples());
    assertThat(conversion.results.get(0).fileName()).endsWith(".m4a");
    assertThat(conversion.results.get(0).sizeBytes()).isEqualTo(file.length);
    assertThat(waveform().peaks()).hasSize(recording.frames()).contains(0, 100);
  }

  @Test
  void theFileSaysWhatItIsBeforeItsAudio() {
    Recording recording =
        new Recording(TestAudio.aac(TestAudio.STEREO_48K, 5), TestAudio.STEREO_48K, PRESET, 100);

    byte[] file = convert(recording);

    assertThat(new String(file, 4, 7, UTF_8)).isEqualTo("ftypM4A");
    String text = new String(file, UTF_8);
    assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
    assertThat(new String(TestAudio.convert(file, "-f ffmetadata"), UTF_8))
        .contains("title=Où va l’IA? / AI\n", "artist=Zoë (@zoe)\n", "date=2026-08-14 18:30\n")
        .contains("comment=Recorded X Space, https://x.com/i/spaces/1AbCdEfGhIjKl\n");
  }

  @Test
  void nothingIsLeftOnTheDisk() throws Exception {
    int before = workFolders();
    convert(
        new Recording(TestAudio.aac(TestAudio.STEREO_48K, 5), TestAudio.STEREO_48K, PRESET, 100));

    assertThat(workFolders()).isEqualTo(before);
  }

  private static int workFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return (int) files.filter(file -> file.toString().contains("vetra-transcoder-")).count();
    }
  }

  @Test
  void aMissingFrameIsAnErrorAndNoFileIsStored() {
    byte[] aac = TestAudio.aac(TestAudio.STEREO_48K, 5);
    Recording recording = new Recording(aac, TestAudio.STEREO_48K, PRESET, 100);
    recording.storeWithoutLeadsIn(conversion.store);
    byte[] shorter = Recording.join(Recording.split(aac).subList(100, 199));
    conversion.store.put(ObjectKeys.chunk(Recording.ID, 1), shorter, "").block();

    assertThatThrownBy(() -> assemble(recording)).hasMessageContaining("AAC frames in file");

    assertThat(conversion.store.keys()).noneMatch(key -> key.startsWith(ObjectKeys.RESULTS));
    assertThat(conversion.results).isEmpty();
  }

  private Waveform waveform() {
    String key = ObjectKeys.waveformOf(conversion.results.get(0).objectKey());
    return conversion.store.getJson(key, Waveform.class).blockOptional().orElseThrow();
  }

  private byte[] convert(Recording recording) {
    recording.storeWithoutLeadsIn(conversion.store);
    assemble(recording);
    return conversion.result();
  }

  private void assemble(Recording recording) {
    conversion
        .assemble
        .handle(new AssembleTask(Recording.ID, PRESET, recording.chunks()), 1)
        .block();
  }
}
