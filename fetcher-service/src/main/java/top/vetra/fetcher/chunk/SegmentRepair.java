package top.vetra.fetcher.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.Frame;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.adts.SilentFrame;
import top.vetra.fetcher.plan.PlannedSegment;

/**
 * Puts silence where frames were lost, so that what follows stays at its time. How many were lost
 * the playlist tells; where, the bytes that had to be passed over.
 */
final class SegmentRepair {

  /** A segment without damage may differ from its playlist by so much for reasons of its own. */
  private static final int USUAL_DIFFERENCE = 2;

  private final Frame silence;
  private final PlaylistLengths lengths;

  SegmentRepair(AacShape shape, PlaylistLengths lengths) {
    this.silence = SilentFrame.of(shape);
    this.lengths = lengths;
  }

  /** The segment's frames, with silence where some were lost; all silence if it is missing. */
  Stretch repaired(Piece piece) {
    PlannedSegment planned = piece.segment().planned();
    if (piece.segment() instanceof FetchedSegment.Audible audible) {
      return repaired(piece, audible.audio());
    }
    int frames = piece.segment() instanceof FetchedSegment.Empty ? 0 : lengths.promised(planned);
    return new Stretch(
        planned,
        Collections.nCopies(frames, silence),
        frames == 0 ? List.of() : List.of(new Stretch.Silence(0, frames)));
  }

  private Stretch repaired(Piece piece, SegmentAudio audio) {
    List<SegmentAudio.Loss> losses = piece.losses();
    int[] lost = spread(lost(piece, audio.meanFrameLength()), losses);
    List<Frame> frames = new ArrayList<>(piece.frames());
    List<Stretch.Silence> silences = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < lost.length; i++) {
      int at = i < losses.size() ? losses.get(i).frame() : audio.frames();
      while (next < at) {
        frames.add(audio.frame(next++));
      }
      if (lost[i] > 0) {
        silences.add(new Stretch.Silence(frames.size(), lost[i]));
        frames.addAll(Collections.nCopies(lost[i], silence));
      }
    }
    while (next < audio.frames()) {
      frames.add(audio.frame(next++));
    }
    if (piece.seam() != null) {
      frames.add(piece.seam());
    }
    return new Stretch(piece.segment().planned(), frames, silences);
  }

  private int lost(Piece piece, float meanFrameLength) {
    int promised = lengths.promised(piece.segment().planned());
    int lacking = Math.max(0, promised - piece.frames());
    if (piece.losses().isEmpty()) {
      if (piece.endsRecording()) {
        return 0;
      }
      return lengths.isExact() && lacking > USUAL_DIFFERENCE ? lacking : 0;
    }
    if (lengths.isExact()) {
      return lacking;
    }
    int frames =
        piece.losses().stream().mapToInt(loss -> Math.round(loss.bytes() / meanFrameLength)).sum();
    return Math.min(frames, promised);
  }

  /** Shares the lost frames out among the losses by their bytes; without a loss, to the end. */
  private static int[] spread(int lost, List<SegmentAudio.Loss> losses) {
    if (losses.isEmpty()) {
      return new int[] {lost};
    }
    int[] shares = new int[losses.size()];
    long bytesLeft = losses.stream().mapToLong(SegmentAudio.Loss::bytes).sum();
    int left = lost;
    for (int i = 0; i < shares.length; i++) {
      int bytes = losses.get(i).bytes();
      shares[i] = Math.round((float) left * bytes / bytesLeft);
      left -= shares[i];
      bytesLeft -= bytes;
    }
    return shares;
  }
}
