package top.vetra.fetcher.chunk;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.Frame;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.adts.SilentFrame;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/** Joins the segments of a chunk into one row of frames, silent ones where segments are missing. */
final class ChunkBuilder {

  /** Frames of lead-in that are kept: the 70 needed, and some to spare. */
  private static final int LEAD_IN_FRAMES = 80;

  /** Frames of lead-out that are kept: the 8 needed, and some to spare. */
  private static final int LEAD_OUT_FRAMES = 10;

  private final FetchTask task;
  private final PlannedChunk plan;
  private final List<FetchedSegment> segments;
  private final AacShape shape;
  private final List<Gap> gaps = new ArrayList<>();

  private ChunkBuilder(FetchTask task, PlannedChunk plan, List<FetchedSegment> segments) {
    this.task = task;
    this.plan = plan;
    this.segments = segments;
    this.shape = shape();
  }

  /**
   * Joins them.
   *
   * @param segments all that the plan names, in its order
   * @throws ProblemException if they make no faultless chunk
   */
  static Chunk build(FetchTask task, PlannedChunk plan, List<FetchedSegment> segments) {
    MissingSegments.check(task, segments);
    return new ChunkBuilder(task, plan, segments).build();
  }

  private Chunk build() {
    List<Frame> leadIn = new ArrayList<>();
    List<Frame> own = new ArrayList<>();
    List<Frame> leadOut = new ArrayList<>();
    int firstOwn = plan.leadIn().size();
    int firstAfter = firstOwn + plan.own().size();
    for (int i = 0; i < segments.size(); i++) {
      if (i < firstOwn) {
        append(segments.get(i), leadIn);
      } else if (i < firstAfter) {
        append(segments.get(i), own);
      } else {
        append(segments.get(i), leadOut);
      }
    }
    List<Frame> before = leadIn.subList(Math.max(0, leadIn.size() - LEAD_IN_FRAMES), leadIn.size());
    List<Frame> after = leadOut.subList(0, Math.min(leadOut.size(), LEAD_OUT_FRAMES));
    ByteArrayOutputStream adts = new ByteArrayOutputStream(1 << 20);
    for (List<Frame> part : List.of(before, own, after)) {
      part.forEach(frame -> frame.writeTo(adts));
    }
    return new Chunk(
        adts.toByteArray(), before.size(), own.size(), after.size(), shape.format(), gaps);
  }

  private void append(FetchedSegment segment, List<Frame> frames) {
    if (segment instanceof FetchedSegment.Audible audible) {
      SegmentAudio audio = audible.audio();
      for (int i = 0; i < audio.frames(); i++) {
        frames.add(new Frame(audio.data(), audio.offsets()[i], audio.lengths()[i]));
      }
      return;
    }
    frames.addAll(
        Collections.nCopies(shape.framesIn(segment.planned().seconds()), SilentFrame.of(shape)));
  }

  private AacShape shape() {
    AacShape found = null;
    for (FetchedSegment segment : segments) {
      if (segment instanceof FetchedSegment.Audible audible) {
        AacShape its = audible.audio().shape();
        if (its == null
            || audible.audio().changesShape()
            || (found != null && !found.equals(its))) {
          throw changed();
        }
        found = its;
      }
    }
    if (found == null) {
      throw new ProblemException(ProblemCode.AUDIO_INCOMPLETE);
    }
    StreamFormat known = task.format();
    if (found.channels() > 2 || (known != null && !known.equals(found.format()))) {
      throw changed();
    }
    return found;
  }

  private static ProblemException changed() {
    return new ProblemException(
        ProblemCode.AUDIO_INVALID, "The recording changes its sample rate or its channels midway.");
  }
}
