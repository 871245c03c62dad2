package top.vetra.transcoder.mp3;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.transcoder.testing.LoudAndQuiet;
import top.vetra.transcoder.testing.TestAudio;
import top.vetra.transcoder.waveform.Envelope;

class SideInfoTest {

  private static final String PATTERN =
      "-af "
          + LoudAndQuiet.VOLUME
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
            TestAudio.convert(
                TestAudio.aac(TestAudio.STEREO_48K, LoudAndQuiet.SECONDS), PATTERN + encoding));
    Envelope envelope = new Envelope(frames.count());
    for (int i = 0; i < frames.count(); i++) {
      envelope.add(SideInfo.amplitude(frames.bytes(), frames.start(i)));
    }
    LoudAndQuiet.assertToldBy(envelope);
  }
}
