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
    Head head =
        !segments.isEmpty() && segments.get(0).planned().index() > 0 ? Head.JOINED : Head.OWN;
    for (int i = 0; i < segments.size(); i++) {
      FetchedSegment segment = segments.get(i);
      Frame seam = i + 1 < segments.size() ? seam(segment, segments.get(i + 1)) : null;
      pieces.add(new Piece(segment, seam, losses(segment, head, seam != null)));
      head = seam != null ? Head.JOINED : isCutOff(segment) ? Head.REST : Head.OWN;
    }
    return pieces;
  }

  /** What a segment begins with, before its first frame or tag. */
  private enum Head {
    /** The rest of a frame that is whole with it. */
    JOINED,
    /** Perhaps the rest of a frame that cannot be put together. */
    REST,
    /** Nothing of the segment before. */
    OWN
  }

  private static boolean isCutOff(FetchedSegment segment) {
    return segment instanceof FetchedSegment.Audible audible && audible.audio().isCutOff();
  }

  private static @Nullable Frame seam(FetchedSegment one, FetchedSegment next) {
    return one instanceof FetchedSegment.Audible before
            && next instanceof FetchedSegment.Audible after
        ? Seam.between(before.audio(), after.audio())
        : null;
  }

  private static List<SegmentAudio.Loss> losses(
      FetchedSegment segment, Head head, boolean tailJoined) {
    if (!(segment instanceof FetchedSegment.Audible audible)) {
      return List.of();
    }
    SegmentAudio audio = audible.audio();
    return audio.losses().stream()
        .filter(loss -> loss.from() > 0 || !isForeign(loss, audio, head))
        .filter(loss -> !(tailJoined && loss.from() == audio.tailStart()))
        .toList();
  }

  /** X's segments begin with a tag; some have stray bytes before it, which never were audio. */
  private static boolean isForeign(SegmentAudio.Loss first, SegmentAudio audio, Head head) {
    return switch (head) {
      case JOINED -> true;
      case REST -> false;
      case OWN -> audio.tags().stream().anyMatch(tag -> tag.from() == first.bytes());
    };
  }

  /** Whether nothing is to follow it: then it is as long as it is, whatever the playlist says. */
  boolean endsRecording() {
    return segment.planned().last() && !isCutOff(segment);
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
