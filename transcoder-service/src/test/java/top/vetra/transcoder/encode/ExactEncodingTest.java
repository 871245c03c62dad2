package top.vetra.transcoder.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class ExactEncodingTest {

  /** 9 AAC frames are as long as 8 MP3 frames, and 100 is 1 modulo 9: every phase has its chunk. */
  private static final int CHUNK_FRAMES = 100;

  @ParameterizedTest
  @CsvSource({
    "48000, 2, HIGH",
    "48000, 2, BEST",
    "48000, 2, COMPACT",
    "48000, 1, HIGH",
    "44100, 2, HIGH",
    "44100, 1, COMPACT",
    "32000, 2, HIGH",
    "24000, 2, HIGH",
    "24000, 1, BEST",
    "16000, 1, COMPACT",
  })
  void joinedPartsAreByteForByteWhatOneEncodeGives(int rate, int channels, Quality quality) {
    StreamFormat format = new StreamFormat(rate, channels);
    byte[] aac = TestAudio.aac(format, 1010.0 * 1024 / rate);
    Preset preset = new Preset(Format.MP3, quality, false);
    Recording recording = new Recording(aac, format, preset, CHUNK_FRAMES);
    assertThat(recording.chunks()).isGreaterThan(9);

    byte[] parts = encodeAll(recording);

    assertThat(parts).isEqualTo(encodeAtOnce(aac, quality));
  }

  static byte[] encodeAll(Recording recording) {
    ChunkEncoder encoder = new ChunkEncoder(TestAudio.FFMPEG);
    return Recording.join(
        Flux.range(0, recording.chunks())
            .flatMapSequential(
                chunk -> encoder.encode(recording.task(chunk), recording.chunk(chunk)), 2)
            .map(Part::frames)
            .collectList()
            .blockOptional()
            .orElseThrow());
  }

  static byte[] encodeAtOnce(byte[] aac, Quality quality) {
    return TestAudio.convert(
        aac,
        "-c:a libmp3lame "
            + String.join(" ", LamePreset.of(quality).arguments())
            + " -reservoir 0 -write_xing 0 -id3v2_version 0 -write_id3v1 0 -f mp3");
  }
}
