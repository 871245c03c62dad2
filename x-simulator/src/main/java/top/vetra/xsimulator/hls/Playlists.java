package top.vetra.xsimulator.hls;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import top.vetra.xsimulator.space.Recording;
import top.vetra.xsimulator.space.SpaceScenario;

/** Writes playlists in the form of RFC 8216. */
final class Playlists {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Playlists() {}

  static String media(SpaceScenario space) {
    Recording recording = space.recording();
    StringBuilder text = new StringBuilder(recording.segmentation().segments() * 120 + 200);
    text.append("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:")
        .append(targetSeconds(recording))
        .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
    for (int i = 0; i < recording.segmentation().segments(); i++) {
      Instant time = space.startedAt().plusMillis(Math.round(recording.startSeconds(i) * 1000));
      text.append("#EXT-X-PROGRAM-DATE-TIME:").append(TIME.format(time)).append('\n');
      text.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\n", recording.seconds(i)));
      text.append(HlsPaths.segmentFile(space, i)).append('\n');
    }
    return text.append("#EXT-X-ENDLIST\n").toString();
  }

  /** An audio master as X writes it: it declares a video codec that is not there. */
  static String audioMaster(SpaceScenario space) {
    return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=133400,AVERAGE-BANDWIDTH=116000,"
        + "CODECS=\"mp4a.40.2,avc1.4d001f\"\n"
        + HlsPaths.variant(space, "")
        + "\n";
  }

  /** Sound alone has the lowest bandwidth; the masters of the pictures are not there. */
  static String masterOfMasters(SpaceScenario space) {
    return "#EXTM3U\n#EXT-X-VERSION:3\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=1533400,RESOLUTION=640x360\n"
        + "high/master_playlist_high.m3u8\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=133400,CODECS=\"mp4a.40.2,avc1.4d001f\"\n"
        + HlsPaths.master(space)
        + "\n";
  }

  static String videoMaster(SpaceScenario space) {
    return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=633400,RESOLUTION=320x180,CODECS=\"mp4a.40.2,avc1.4d001f\"\n"
        + HlsPaths.variant(space, "low_")
        + "\n#EXT-X-STREAM-INF:BANDWIDTH=1533400,RESOLUTION=640x360,"
        + "CODECS=\"mp4a.40.2,avc1.4d001f\"\n"
        + HlsPaths.variant(space, "high_")
        + "\n";
  }

  private static long targetSeconds(Recording recording) {
    double longest = 1;
    for (int i = 0; i < Math.min(8, recording.segmentation().segments()); i++) {
      longest = Math.max(longest, recording.seconds(i));
    }
    return (long) Math.ceil(longest);
  }
}
