package top.vetra.xsimulator.hls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import top.vetra.xsimulator.space.Derived;
import top.vetra.xsimulator.space.PlaylistLayout;
import top.vetra.xsimulator.space.SpaceScenario;

/** The addresses of a recording, as X builds them. */
public final class HlsPaths {

  public static final String ROOT = "/Transcoding/v1/hls/";
  static final String MASTER_FILE = "master_playlist.m3u8";
  static final String MASTER_OF_MASTERS_FILE = "master_master_playlist.m3u8";
  static final String KEY_FILE = "audio.key";

  private static final String REGION = "us-east-1";

  private HlsPaths() {}

  /** The path that the stream call gives, with its query. */
  public static String entry(SpaceScenario space) {
    String path =
        switch (space.layout()) {
          case MEDIA -> folder(space, "non_transcode", "") + space.playlistFile();
          case TRANSCODED -> variant(space, "");
          case MASTER_WITH_TRAP, VIDEO -> master(space);
          case MASTER_OF_MASTERS -> folder(space, "non_transcode", "") + MASTER_OF_MASTERS_FILE;
        };
    return path + "?type=replay";
  }

  /** The static master. */
  static String master(SpaceScenario space) {
    return folder(space, "non_transcode", "") + MASTER_FILE;
  }

  /** The media playlist that a master leads to. */
  static String variant(SpaceScenario space, String prefix) {
    String token =
        Derived.letters(space.id() + "jwt", 36) + "." + Derived.letters(prefix, 43) + "/";
    return folder(space, "transcode", token) + prefix + space.playlistFile();
  }

  static String segmentFile(SpaceScenario space, int segment) {
    int segments = space.recording().segmentation().segments();
    int sequence = space.reversedNames() ? segments - 1 - segment : segment;
    String kind = space.layout() == PlaylistLayout.VIDEO ? "_a.ts" : "_a.aac";
    return "chunk_" + nanoseconds(space, segment) + "_" + sequence + kind;
  }

  private static String folder(SpaceScenario space, String mode, String token) {
    return ROOT
        + space.streamKey()
        + "/"
        + mode
        + "/"
        + REGION
        + "/periscope-replay-direct-prod-"
        + REGION
        + "-public/"
        + token
        + (space.layout() == PlaylistLayout.VIDEO ? "" : "audio-space/");
  }

  private static String nanoseconds(SpaceScenario space, int segment) {
    Instant start = space.startedAt();
    return BigDecimal.valueOf(space.recording().startSeconds(segment))
        .movePointRight(9)
        .setScale(0, RoundingMode.HALF_UP)
        .add(BigDecimal.valueOf(start.toEpochMilli()).movePointRight(6))
        .toBigInteger()
        .toString();
  }
}
