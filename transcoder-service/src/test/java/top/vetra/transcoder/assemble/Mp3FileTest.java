package top.vetra.transcoder.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.mpatric.mp3agic.Mp3File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.SeekTable;
import top.vetra.transcoder.mp3.Mp3Count;
import top.vetra.transcoder.mp3.Mp3Frames;
import top.vetra.transcoder.testing.Conversion;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class Mp3FileTest {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private static final String ENCODED_AT_ONCE =
      "-c:a libmp3lame -q:a 2 -compression_level 7 -reservoir 0"
          + " -id3v2_version 0 -write_id3v1 0 -f mp3";

  /** Samples by which what a decoder of MP3 gives out is behind what it takes in. */
  private static final int DECODER_DELAY = 529;

  private final Conversion conversion = new Conversion();

  @ParameterizedTest
  @CsvSource({"48000, 2", "48000, 1", "44100, 2", "24000, 1", "24000, 2", "12000, 1"})
  void theFileDecodesToExactlyTheSamplesOfTheSource(int rate, int channels) {
    StreamFormat format = new StreamFormat(rate, channels);
    byte[] aac = TestAudio.aac(format, 500.0 * 1024 / rate);
    Recording recording = new Recording(aac, format, PRESET, 200);

    byte[] file = conversion.toMp3(recording);

    assertThat(TestAudio.decode(file).length / (2 * channels)).isEqualTo(recording.samples());
  }

  @Test
  void aFileThatIsMadeAgainLeavesTheOneBeforeAsItIs() {
    String before =
        ObjectKeys.result(Recording.SPACE.id(), PRESET, "the conversion that made it before");
    String earlier = "results/" + Recording.SPACE.id() + "/mp3-high.mp3";
    for (String key : List.of(before, earlier)) {
      conversion.store.put(key, new byte[] {1}, "audio/mpeg").block();
    }
    StreamFormat format = new StreamFormat(48000, 2);

    conversion.toMp3(new Recording(TestAudio.aac(format, 10), format, PRESET, 200));

    assertThat(conversion.store.get(before).block()).containsExactly(1);
    assertThat(conversion.store.get(earlier).block()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"48000, 2", "48000, 1", "44100, 2", "24000, 1", "24000, 2"})
  void theInfoFrameSaysWhatTheEncodersOwnSays(int rate, int channels) {
    StreamFormat format = new StreamFormat(rate, channels);
    byte[] aac = TestAudio.aac(format, 500.0 * 1024 / rate);

    byte[] file = withoutId3(conversion.toMp3(new Recording(aac, format, PRESET, 200)));

    byte[] reference = TestAudio.convert(aac, ENCODED_AT_ONCE);
    int xing = new String(reference, ISO_8859_1).indexOf("Xing");
    int frameBytes = rate == 44_100 ? 208 : 192;
    assertThat(file).hasSameSizeAs(reference);
    assertEqual(file, reference, frameBytes, file.length);
    // But for the fourth byte: ours says, as the audio frames do, that the channels are joint.
    assertEqual(file, reference, 0, 3);
    assertEqual(file, reference, 4, xing + 16);
    // Seek points: theirs are estimates.
    for (int i = xing + 16; i < xing + 116; i++) {
      assertThat(file[i] & 0xff).isCloseTo(reference[i] & 0xff, within(3));
    }
    int lame = xing + 120;
    assertThat(new String(file, lame, 9, ISO_8859_1)).isEqualTo("LAME3.100");
    // Delay, padding, and at the end the length and the checksum of the audio.
    assertEqual(file, reference, lame + 21, lame + 34);
  }

  @ParameterizedTest
  @CsvSource({"48000, 2", "44100, 2", "24000, 1"})
  void theSeekTableTellsWhereWholePiecesBeginAndWhatTheyHold(int rate, int channels) {
    StreamFormat format = new StreamFormat(rate, channels);
    Recording recording = new Recording(TestAudio.aac(format, 35), format, PRESET, 200);
    byte[] file = conversion.toMp3(recording);
    byte[] whole = TestAudio.decode(file);

    SeekTable table = seekTable();

    int id3 = file.length - withoutId3(file).length;
    long infoFrame = Mp3Frames.of(Arrays.copyOfRange(file, id3, file.length)).slice(0, 1).length;
    List<Long> offsets = table.offsets();
    assertThat(offsets).hasSize(5).isSorted();
    assertThat(offsets.get(0)).isEqualTo(id3 + infoFrame);
    assertThat(offsets.get(4)).isEqualTo(file.length);
    assertThat(table.stepSeconds()).isCloseTo(10, within(0.05));
    for (int i = 0; i < 4; i++) {
      byte[] piece =
          Arrays.copyOfRange(file, offsets.get(i).intValue(), offsets.get(i + 1).intValue());
      int samples = Mp3Frames.of(piece).count() * format.mp3FrameSamples();
      long start = Math.round((table.startSeconds() + i * table.stepSeconds()) * rate);
      long end =
          i < 3
              ? Math.round((table.startSeconds() + (i + 1) * table.stepSeconds()) * rate)
              : recording.samples() + Mp3Count.padding(recording.samples(), format);
      assertThat(samples).as("samples of piece %s", i).isEqualTo(end - start);
      assertSameSound(piece, whole, start, channels);
    }
  }

  /** But for the first frames, in which a decoder finds nothing of the frame before. */
  private static void assertSameSound(byte[] piece, byte[] whole, long start, int channels) {
    byte[] alone = TestAudio.decode(piece);
    int from = 2 * channels * 2 * 1152;
    int length = 2 * channels * 4800;
    // Of a piece without an info frame, decoders drop nothing: their own delay comes first.
    int at = (int) (start - DECODER_DELAY) * 2 * channels + from;
    assertThat(Arrays.copyOfRange(alone, from, from + length))
        .isEqualTo(Arrays.copyOfRange(whole, at, at + length));
  }

  private SeekTable seekTable() {
    String key = ObjectKeys.seekTableOf(conversion.results.get(0).objectKey());
    return conversion.store.getJson(key, SeekTable.class).blockOptional().orElseThrow();
  }

  @Test
  void jumpingToATimeLandsThereToTheSample() {
    byte[] aac = TestAudio.aac(TestAudio.STEREO_48K, 20);
    byte[] file = conversion.toMp3(new Recording(aac, TestAudio.STEREO_48K, PRESET, 200));
    byte[] whole = TestAudio.decode(file);
    int compared = 4 * 4800;

    for (int second = 1; second < 20; second += 3) {
      byte[] there = TestAudio.decodeFrom(second, file);

      int at = second * 48_000 * 4;
      // A decoder that has just jumped needs a frame or two to be what it would have been.
      int warm = 4 * 2 * 1152;
      assertThat(Arrays.copyOfRange(there, warm, warm + compared))
          .as("after %s s", second)
          .isEqualTo(Arrays.copyOfRange(whole, at + warm, at + warm + compared));
    }
  }

  @Test
  void aTagLibraryReadsWhatIsSaidOfTheFile(@TempDir Path folder) throws Exception {
    byte[] aac = TestAudio.aac(TestAudio.STEREO_48K, 20);
    Recording recording = new Recording(aac, TestAudio.STEREO_48K, PRESET, 200);
    Path file = Files.write(folder.resolve("space.mp3"), conversion.toMp3(recording));

    Mp3File read = new Mp3File(file);

    assertThat(read.hasXingFrame()).isTrue();
    assertThat(read.isVbr()).isTrue();
    assertThat(read.getSampleRate()).isEqualTo(48_000);
    assertThat(read.getFrameCount())
        .isEqualTo((int) Math.ceil((recording.samples() + 1152) / 1152.0));
    assertThat(read.getEndOffset() + 1).isEqualTo((int) Files.size(file));
    assertThat(read.getId3v2Tag().getTitle()).isEqualTo(Recording.SPACE.title());
    assertThat(read.getId3v2Tag().getArtist()).contains("Zoë");
  }

  private static void assertEqual(byte[] actual, byte[] expected, int from, int to) {
    assertThat(Arrays.copyOfRange(actual, from, to))
        .isEqualTo(Arrays.copyOfRange(expected, from, to));
  }

  private static byte[] withoutId3(byte[] file) {
    int size = file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9];
    return Arrays.copyOfRange(file, 10 + size, file.length);
  }
}
