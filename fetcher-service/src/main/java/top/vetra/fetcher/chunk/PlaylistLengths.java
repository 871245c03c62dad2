package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.plan.PlannedSegment;

/**
 * How many frames the playlist promises for each segment, and whether to believe it. X's playlists
 * give lengths that are whole frames, to the millisecond; another writer's may be rounded, or those
 * of the picture. Two thirds of the undamaged segments have to agree with it.
 */
final class PlaylistLengths {

  private final AacShape shape;
  private final boolean exact;

  private PlaylistLengths(AacShape shape, boolean exact) {
    this.shape = shape;
    this.exact = exact;
  }

  static PlaylistLengths judgedBy(List<Piece> pieces, AacShape shape) {
    List<Piece> witnesses = pieces.stream().filter(Piece::isWhole).toList();
    long agreeing =
        witnesses.stream()
            .filter(piece -> piece.frames() == shape.framesIn(piece.segment().planned().seconds()))
            .count();
    return new PlaylistLengths(shape, agreeing * 3 >= witnesses.size() * 2L);
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
