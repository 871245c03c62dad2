package top.vetra.fetcher.chunk;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.Frame;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.timeline.TimelineWriter;
import top.vetra.model.job.Format;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.Timeline;

/** Joins the segments of a chunk into one row of frames, silent ones where audio is missing. */
final class ChunkBuilder {

  /** Frames of lead-in that are kept: the 70 needed, and some to spare. */
  private static final int LEAD_IN_FRAMES = 80;

  /** Frames of lead-out that are kept: the 8 needed, and some to spare. */
  private static final int LEAD_OUT_FRAMES = 10;

  /**
   * Joins them.
   *
   * @param segments all that the plan names, in its order
   * @throws ProblemException {@code audio-incomplete} if too much is missing, {@code audio-invalid}
   *     if they do not belong together
   */
  Chunk build(FetchTask task, PlannedChunk plan, List<FetchedSegment> segments) {
    Losses losses = new Losses(task, plan);
    losses.refuseMissing(segments);
    AacShape shape = ChunkShape.of(task, segments);
    List<Stretch> stretches = stretches(segments, shape);
    int firstOwn = plan.leadIn().size();
    int firstAfter = firstOwn + plan.own().size();
    List<Stretch> own = stretches.subList(firstOwn, firstAfter);
    losses.refuseDamaged(stretches, shape);
    List<Frame> before = frames(stretches.subList(0, firstOwn));
    List<Frame> after = frames(stretches.subList(firstAfter, stretches.size()));
    // An MP4 takes the frames as they are; only MP3 encoders have to hear what is around them.
    boolean leads = task.preset().format() == Format.MP3;
    before = last(before, leads ? LEAD_IN_FRAMES : 0);
    after = after.subList(0, leads ? Math.min(after.size(), LEAD_OUT_FRAMES) : 0);
    List<Frame> middle = frames(own);
    return new Chunk(
        join(List.of(before, middle, after)),
        before.size(),
        middle.size(),
        after.size(),
        shape.format(),
        losses.gaps(own, shape),
        timeline(task, segments.subList(firstOwn, firstAfter), own, shape));
  }

  private static Timeline timeline(
      FetchTask task, List<FetchedSegment> segments, List<Stretch> own, AacShape shape) {
    TimelineWriter timeline = new TimelineWriter(shape.format());
    long frame = task.firstFrame();
    for (int i = 0; i < own.size(); i++) {
      Instant at = own.get(i).planned().at();
      if (at != null) {
        timeline.add(at, frame);
      }
      if (segments.get(i) instanceof FetchedSegment.Audible audible) {
        for (SegmentAudio.Tag tag : audible.audio().tags()) {
          timeline.add(
              audible.audio().data(),
              tag.from(),
              tag.to(),
              frame + own.get(i).positionOf(tag.frame()));
        }
      }
      frame += own.get(i).frames().size();
    }
    return timeline.timeline();
  }

  private static List<Stretch> stretches(List<FetchedSegment> segments, AacShape shape) {
    List<Piece> pieces = Piece.of(segments);
    SegmentRepair repair = new SegmentRepair(shape, PlaylistLengths.judgedBy(pieces, shape));
    return pieces.stream().map(repair::repaired).toList();
  }

  private static List<Frame> frames(List<Stretch> stretches) {
    List<Frame> frames = new ArrayList<>();
    stretches.forEach(stretch -> frames.addAll(stretch.frames()));
    return frames;
  }

  private static List<Frame> last(List<Frame> frames, int count) {
    return frames.subList(Math.max(0, frames.size() - count), frames.size());
  }

  private static byte[] join(List<List<Frame>> parts) {
    int length = 0;
    for (List<Frame> part : parts) {
      length += part.stream().mapToInt(Frame::length).sum();
    }
    ByteBuffer adts = ByteBuffer.allocate(length);
    for (List<Frame> part : parts) {
      part.forEach(frame -> adts.put(frame.data(), frame.offset(), frame.length()));
    }
    return adts.array();
  }
}
