package top.vetra.fetcher.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** A whole segment of silence. */
  Stretch silent(PlannedSegment segment) {
    int frames = lengths.promised(segment);
    return new Stretch(
        segment,
        Collections.nCopies(frames, silence),
        frames == 0 ? List.of() : List.of(new Stretch.Silence(0, frames)));
  }

  /**
   * The segment's frames, with silence where some were lost.
   *
   * @param seam the frame that it shares with the next segment
   * @param headJoined whether its first bytes belong to a frame of the segment before
   */
  Stretch repaired(FetchedSegment.Audible segment, @Nullable Frame seam, boolean headJoined) {
    SegmentAudio audio = segment.audio();
    List<SegmentAudio.Loss> losses =
        audio.losses().stream()
            .filter(loss -> !(headJoined && loss.from() == 0))
            .filter(loss -> !(seam != null && loss.from() == audio.tailStart()))
            .toList();
    int there = audio.frames() + (seam == null ? 0 : 1);
    int[] lost = spread(lost(segment, losses, there), losses);
    List<Frame> frames = new ArrayList<>(there);
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
    if (seam != null) {
      frames.add(seam);
    }
    return new Stretch(segment.planned(), frames, silences);
  }

  private int lost(FetchedSegment.Audible segment, List<SegmentAudio.Loss> losses, int there) {
    int promised = lengths.promised(segment.planned());
    if (losses.isEmpty()) {
      return lengths.isExact() && promised - there > USUAL_DIFFERENCE ? promised - there : 0;
    }
    if (lengths.isExact()) {
      return Math.max(0, promised - there);
    }
    float mean = segment.audio().meanFrameLength();
    int frames = losses.stream().mapToInt(loss -> Math.round(loss.bytes() / mean)).sum();
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
