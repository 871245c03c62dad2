package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.plan.PlannedSegment;

/**
 * How many frames the playlist promises for each segment, and whether to believe it. X's playlists
 * give lengths that are whole frames, to the millisecond; another writer's may be rounded, or those
 * of the picture. The undamaged segments of the chunk tell which kind it is.
 */
final class PlaylistLengths {

  private final AacShape shape;
  private final boolean exact;

  private PlaylistLengths(AacShape shape, boolean exact) {
    this.shape = shape;
    this.exact = exact;
  }

  static PlaylistLengths judgedBy(List<FetchedSegment> segments, AacShape shape) {
    int agreeing = 0;
    int voters = 0;
    for (FetchedSegment segment : segments) {
      if (segment instanceof FetchedSegment.Audible audible && isWhole(audible.audio())) {
        voters++;
        if (audible.audio().frames() == shape.framesIn(segment.planned().seconds())) {
          agreeing++;
        }
      }
    }
    return new PlaylistLengths(shape, agreeing * 2 >= voters);
  }

  /** Whether nothing as large as a frame was passed over. */
  private static boolean isWhole(SegmentAudio audio) {
    int lost = audio.losses().stream().mapToInt(SegmentAudio.Loss::bytes).sum();
    return lost * 2 < audio.meanFrameLength();
  }

  /** Frames that the segment has by the playlist. */
  int promised(PlannedSegment segment) {
    return shape.framesIn(segment.seconds());
  }

  /** Whether that is its length to the frame. */
  boolean isExact() {
    return exact;
  }
}
