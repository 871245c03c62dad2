package top.vetra.fetcher.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.adts.Frame;
import top.vetra.fetcher.adts.Seam;
import top.vetra.fetcher.adts.SegmentAudio;

/**
 * A segment as one of a row: what lies on its borders is shared out between it and its neighbours.
 *
 * @param segment the segment
 * @param seam the frame that begins in it and ends in the next; null if there is none
 * @param losses what was passed over in it and belongs to no neighbour
 */
record Piece(FetchedSegment segment, @Nullable Frame seam, List<SegmentAudio.Loss> losses) {

  /** A row of segments as pieces. */
  static List<Piece> of(List<FetchedSegment> segments) {
    List<Piece> pieces = new ArrayList<>(segments.size());
    // What the first one begins with may belong to a segment that is not among these.
    boolean headJoined = !segments.isEmpty() && segments.get(0).planned().index() > 0;
    for (int i = 0; i < segments.size(); i++) {
      Frame seam = i + 1 < segments.size() ? seam(segments.get(i), segments.get(i + 1)) : null;
      pieces.add(
          new Piece(segments.get(i), seam, losses(segments.get(i), headJoined, seam != null)));
      headJoined = seam != null;
    }
    return pieces;
  }

  private static @Nullable Frame seam(FetchedSegment one, FetchedSegment next) {
    return one instanceof FetchedSegment.Audible before
            && next instanceof FetchedSegment.Audible after
        ? Seam.between(before.audio(), after.audio())
        : null;
  }

  private static List<SegmentAudio.Loss> losses(
      FetchedSegment segment, boolean headJoined, boolean tailJoined) {
    if (!(segment instanceof FetchedSegment.Audible audible)) {
      return List.of();
    }
    SegmentAudio audio = audible.audio();
    return audio.losses().stream()
        .filter(loss -> !(headJoined && loss.from() == 0))
        .filter(loss -> !(tailJoined && loss.from() == audio.tailStart()))
        .toList();
  }

  /** Frames that begin in it. */
  int frames() {
    return segment instanceof FetchedSegment.Audible audible
        ? audible.audio().frames() + (seam == null ? 0 : 1)
        : 0;
  }

  /** Whether it is there, and nothing as large as a frame was passed over in it. */
  boolean isWhole() {
    int lost = losses.stream().mapToInt(SegmentAudio.Loss::bytes).sum();
    return segment instanceof FetchedSegment.Audible audible
        && lost * 2 < audible.audio().meanFrameLength();
  }
}
