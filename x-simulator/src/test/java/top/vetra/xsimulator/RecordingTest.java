package top.vetra.xsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.xsimulator.audio.Ffmpeg;
import top.vetra.xsimulator.catalogue.Scenarios;
import top.vetra.xsimulator.space.SpaceScenario;

class RecordingTest {

  private static final SimulatorSettings SETTINGS = SimulatorSettings.defaults();
  private static final RunningSimulator X = XSimulator.start(SETTINGS);
  private static final Ffmpeg FFMPEG =
      new Ffmpeg(() -> FfmpegProgram.bundled(SETTINGS.cacheDirectory()));

  private final XClient client = new XClient(X);

  @AfterAll
  static void stop() {
    X.close();
  }

  @Test
  void recordingsLieOnAnotherHostThanTheApi() throws Exception {
    String url = client.playlistUrl(X.scenario(Scenarios.PLAIN));

    assertThat(client.get(url.replace(X.mediaUrl(), X.url())).statusCode()).isEqualTo(404);
    assertThat(client.get(X.mediaUrl() + "/scenarios").statusCode()).isEqualTo(404);
  }

  @Test
  void thePlaylistIsWrittenAsXWritesIt() throws Exception {
    String url = client.playlistUrl(X.scenario(Scenarios.PLAIN));

    assertThat(url)
        .matches(
            X.mediaUrl()
                + "/Transcoding/v1/hls/\\w+/non_transcode/us-east-1/"
                + "periscope-replay-direct-prod-us-east-1-public/audio-space/"
                + "playlist_\\d+\\.m3u8\\?type=replay");
    assertThat(XClient.text(client.get(url)))
        .startsWith("#EXTM3U\n")
        .contains(
            "#EXT-X-PLAYLIST-TYPE:VOD\n"
                + "#EXT-X-PROGRAM-DATE-TIME:2026-03-14T18:00:00.123Z\n"
                + "#EXTINF:2.987,\n"
                + "chunk_1773511200123000000_0_a.aac\n"
                + "#EXT-X-PROGRAM-DATE-TIME:2026-03-14T18:00:03.110Z\n"
                + "#EXTINF:3.008,\n")
        .endsWith("#EXT-X-ENDLIST\n");
  }

  @Test
  void segmentsHoldTagsAndExactlyTheExpectedFrames() throws Exception {
    SpaceScenario space = X.scenario(Scenarios.PLAIN);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int frames = 0;
    for (String segment : client.segments(client.playlistUrl(space))) {
      byte[] bytes = client.get(segment).body();
      assertThat(HexFormat.of().formatHex(bytes, 0, 28))
          .isEqualTo("49443304000000000" + "03f50524956000000350000" + "636f6d2e6170706c");
      SegmentBytes content = SegmentBytes.of(bytes);
      frames += content.frames();
      all.writeBytes(content.adts());
    }

    assertThat(frames).isEqualTo(2883);
    assertThat(X.expectedFrames(space.id())).isEqualTo(2883);
    assertThat(X.adts(space.id()).readAllBytes()).isEqualTo(all.toByteArray());
  }

  @Test
  void speakersAreTaggedOnceASecondAndComeOneByOne() throws Exception {
    SpaceScenario space = X.scenario(Scenarios.PLAIN);
    List<String> segments = client.segments(client.playlistUrl(space));
    List<String> early = SegmentBytes.of(client.get(segments.get(0)).body()).tags();
    List<String> late = SegmentBytes.of(client.get(segments.get(13)).body()).tags();

    assertThat(early).hasSize(4);
    assertThat(early.get(1))
        .contains("TIT3", "\u00033982500000.123")
        .contains("JSONMetadata\0{\"HydraVersion\":4,\"ntp\":3982500000.123}")
        .contains("HydraParticipants\0[]");
    assertThat(late.get(1))
        .contains("\"UserId\":\"" + space.speakers().get(2).userId() + "\"")
        .containsPattern("HydraAudioLevel\0\\[\\d+,\\d+,\\d+,\\d+]");
  }

  @Test
  void theAudioDecodesToEverySampleAndIsLoudButNotClipped() throws Exception {
    SpaceScenario space = X.scenario(Scenarios.PLAIN);
    byte[] pcm = FFMPEG.run(X.adts(space.id()).readAllBytes(), decode());

    assertThat(pcm).hasSize(2883 * 1024 * 4);
    int loudest = 0;
    double difference = 0;
    for (int i = 0; i < pcm.length; i += 4) {
      int left = pcm[i + 1] << 8 | pcm[i] & 0xff;
      int right = pcm[i + 3] << 8 | pcm[i + 2] & 0xff;
      loudest = Math.max(loudest, Math.max(Math.abs(left), Math.abs(right)));
      difference += Math.abs(left - right);
    }
    assertThat(loudest).isBetween(10_000, 32_000);
    assertThat(difference / (pcm.length / 4)).isGreaterThan(100);
  }

  @Test
  void videoSegmentsCarryTheSameAudioInMpegTs() throws Exception {
    SpaceScenario space = X.scenario("video-space");
    String master = client.playlistUrl(space);
    List<String> variants = client.segments(master);
    assertThat(XClient.text(client.get(master))).contains("RESOLUTION=640x360");

    byte[] segment = client.get(client.segments(variants.get(1)).get(0)).body();

    assertThat(segment[0]).isEqualTo((byte) 0x47);
    byte[] audio =
        FFMPEG.run(
            segment,
            List.of("-f", "mpegts", "-i", "pipe:0", "-vn", "-c", "copy", "-f", "adts", "pipe:1"));
    byte[] expected = X.adts(space.id()).readNBytes(audio.length);
    assertThat(audio).hasSizeGreaterThan(30_000).isEqualTo(expected);
  }

  @Test
  void twelveHoursTakeNoMoreMemoryThanAMinute() throws Exception {
    SpaceScenario space = X.add(SpaceScenario.named("twelve-hours").seconds(12 * 3600).build());

    List<String> segments = client.segments(client.playlistUrl(space));

    assertThat(segments).hasSize(14_400);
    assertThat(SegmentBytes.of(client.get(segments.get(14_399)).body()).frames())
        .isBetween(140, 141);
    assertThat(X.expectedFrames(space.id())).isEqualTo(2_025_000);
  }

  private static List<String> decode() {
    return Arrays.asList(
        "-xerror", "-f", "aac", "-i", "pipe:0", "-f", "s16le", "-c:a", "pcm_s16le", "pipe:1");
  }
}
