package top.vetra.transcoder.mp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.transcoder.testing.TestAudio;
import top.vetra.transcoder.waveform.Envelope;

class SideInfoTest {

  private static final int SECONDS = 20;

  /** The first quarter as it is, then a tenth of it, then nothing, then as it is. */
  private static final String PATTERN =
      "-af volume=enable='between(t,5,10)':volume=0.1,volume=enable='between(t,10,15)':volume=0"
          + " -c:a libmp3lame -reservoir 0 -write_xing 0 -id3v2_version 0 -write_id3v1 0 -f mp3 ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-q:a 2 -compression_level 7",
        "-q:a 0",
        "-q:a 5 -compression_level 7 -ac 1",
        "-q:a 5 -ar 24000",
        "-q:a 5 -ar 16000 -ac 1"
      })
  void itTellsLoudFromQuietAndQuietFromSilence(String encoding) {
    Mp3Frames frames =
        Mp3Frames.of(
            TestAudio.convert(TestAudio.aac(TestAudio.STEREO_48K, SECONDS), PATTERN + encoding));
    Envelope envelope = new Envelope(frames.count());
    for (int i = 0; i < frames.count(); i++) {
      envelope.add(SideInfo.amplitude(frames.bytes(), frames.start(i)));
    }
    List<Integer> peaks = envelope.waveform().peaks();

    double loud = mean(peaks, 1, 4);
    assertThat(loud).isBetween(30.0, 100.0);
    assertThat(mean(peaks, 6, 9)).isLessThan(loud - 15);
    assertThat(mean(peaks, 11, 14)).isLessThan(3);
    assertThat(mean(peaks, 16, 19)).isCloseTo(loud, within(10.0));
  }

  private static double mean(List<Integer> peaks, int from, int to) {
    return peaks.subList(peaks.size() * from / SECONDS, peaks.size() * to / SECONDS).stream()
        .mapToInt(Integer::intValue)
        .average()
        .orElseThrow();
  }
}
