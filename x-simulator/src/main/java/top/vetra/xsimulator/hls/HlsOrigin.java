package top.vetra.xsimulator.hls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.audio.AacLoops;
import top.vetra.xsimulator.audio.Ffmpeg;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.PlaylistLayout;
import top.vetra.xsimulator.space.SpaceScenario;

/** The host that recordings are read from. */
public final class HlsOrigin {

  private static final String PLAYLIST_TYPE = "application/x-mpegURL";
  private static final Pattern SEGMENT = Pattern.compile("chunk_\\d{19}_(\\d+)_a\\.(aac|ts)");

  private final SegmentWriter segments;
  private final VideoSegments video;

  public HlsOrigin(Ffmpeg ffmpeg) {
    this.segments = new SegmentWriter(new AacLoops(ffmpeg));
    this.video = new VideoSegments(ffmpeg);
  }

  /** What a path under {@link HlsPaths#ROOT} names. */
  public record Target(String streamKey, Kind kind, String path, String file) {

    /** Null when it is no such path. */
    public static @Nullable Target of(String path) {
      String[] parts = path.split("/", -1);
      if (!path.startsWith(HlsPaths.ROOT) || parts.length < 8) {
        return null;
      }
      String file = parts[parts.length - 1];
      return new Target(parts[4], kind(file), path, file);
    }

    private static Kind kind(String file) {
      if (file.equals(HlsPaths.MASTER_FILE) || file.equals(HlsPaths.MASTER_OF_MASTERS_FILE)) {
        return Kind.MASTER;
      }
      if (file.endsWith(".m3u8") && file.contains("playlist_")) {
        return Kind.PLAYLIST;
      }
      return file.startsWith("chunk_")
          ? Kind.SEGMENT
          : file.equals(HlsPaths.KEY_FILE) ? Kind.KEY : Kind.OTHER;
    }

    boolean transcoded() {
      return path.contains("/transcode/");
    }
  }

  /** The segment's place in its playlist; -1 when the name is none of this Space's. */
  public int index(SpaceScenario space, Target target) {
    Matcher name = SEGMENT.matcher(target.file());
    int count = space.recording().segmentation().segments();
    if (target.kind() != Kind.SEGMENT || !name.matches() || name.group(1).length() > 8) {
      return -1;
    }
    int sequence = Integer.parseInt(name.group(1));
    int index = space.reversedNames() ? count - 1 - sequence : sequence;
    return index >= 0 && index < count && HlsPaths.segmentFile(space, index).equals(target.file())
        ? index
        : -1;
  }

  /** Blocks while ffmpeg makes audio that was never asked for before. */
  public Reply reply(SpaceScenario space, Target target) {
    if (target.path().contains("/geoblocked/")) {
      return Reply.empty(403);
    }
    return switch (target.kind()) {
      case MASTER -> master(space, target);
      case PLAYLIST ->
          target.file().endsWith(space.playlistFile())
              ? Reply.text(200, PLAYLIST_TYPE, Playlists.media(space))
              : Reply.empty(404);
      case SEGMENT -> segment(space, target);
      default -> Reply.empty(404);
    };
  }

  /** Audio frames of one segment and nothing else. */
  public byte[] frames(SpaceScenario space, int segment) {
    return segments.frames(space, segment);
  }

  private static Reply master(SpaceScenario space, Target target) {
    return switch (space.layout()) {
      case MEDIA, TRANSCODED -> Reply.empty(404);
      case MASTER_WITH_TRAP -> Reply.text(200, PLAYLIST_TYPE, Playlists.audioMaster(space));
      case MASTER_OF_MASTERS ->
          Reply.text(
              200,
              PLAYLIST_TYPE,
              target.file().equals(HlsPaths.MASTER_FILE)
                  ? Playlists.audioMaster(space)
                  : Playlists.masterOfMasters(space));
      case VIDEO -> Reply.text(200, PLAYLIST_TYPE, Playlists.videoMaster(space));
    };
  }

  private Reply segment(SpaceScenario space, Target target) {
    int index = index(space, target);
    boolean isVideo = space.layout() == PlaylistLayout.VIDEO;
    if (target.transcoded() && !isVideo) {
      return Reply.empty(400);
    }
    if (index < 0) {
      return Reply.empty(404);
    }
    if (!isVideo) {
      return Reply.of(200, "audio/aac", segments.segment(space, index));
    }
    byte[] frames = segments.frames(space, index);
    double start = space.recording().startSeconds(index);
    return Reply.of(200, "video/MP2T", video.mux(frames, start, space.recording().seconds(index)));
  }
}
