package top.vetra.fetcher.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/**
 * Keeps account of what is missing: by name, never in silence. Without leave for gaps, a missing or
 * badly damaged segment ends the conversion; a few lost frames do not, but they are listed as well.
 */
final class Losses {

  private final FetchTask task;
  private final PlannedChunk plan;

  Losses(FetchTask task, PlannedChunk plan) {
    this.task = task;
    this.plan = plan;
  }

  /**
   * @throws ProblemException {@code audio-incomplete} if segments are missing and nobody allowed it
   */
  void refuseMissing(List<FetchedSegment> segments) {
    refuse(
        segments.stream()
            .filter(FetchedSegment.Missing.class::isInstance)
            .map(FetchedSegment::planned)
            .toList());
  }

  /**
   * @throws ProblemException {@code audio-incomplete} if too much of a segment is silence and
   *     nobody allowed it
   */
  void refuseDamaged(List<Stretch> stretches, AacShape shape) {
    StreamFormat format = shape.format();
    refuse(
        stretches.stream()
            .filter(stretch -> format.secondsOf(stretch.silentFrames()) > Gap.TOLERATED_SECONDS)
            .map(Stretch::planned)
            .toList());
  }

  private void refuse(List<PlannedSegment> missing) {
    if (missing.isEmpty() || task.preset().allowGaps()) {
      return;
    }
    double seconds = missing.stream().mapToDouble(PlannedSegment::seconds).sum();
    throw new ProblemException(
        ProblemCode.AUDIO_INCOMPLETE,
        String.format(
            Locale.ROOT,
            "X does not deliver %s of the recording (%.1f seconds, from %s on). %s",
            named(missing),
            seconds,
            clock(startOf(missing.get(0))),
            ProblemCode.AUDIO_INCOMPLETE.advice()));
  }

  /** The silences as they will be in the result, those of earlier chunks included. */
  List<Gap> gaps(List<Stretch> own, AacShape shape) {
    StreamFormat format = shape.format();
    List<Gap> gaps = new ArrayList<>(task.gaps());
    long frame = task.firstFrame();
    for (Stretch stretch : own) {
      for (Stretch.Silence silence : stretch.silences()) {
        gaps.add(
            new Gap(
                format.secondsOf(frame + silence.at()),
                format.secondsOf(silence.frames()),
                stretch.planned().index()));
      }
      frame += stretch.frames().size();
    }
    if (gaps.size() > Gap.MOST) {
      throw new ProblemException(ProblemCode.AUDIO_INCOMPLETE);
    }
    return gaps;
  }

  private static String named(List<PlannedSegment> missing) {
    String first = "segment " + (missing.get(0).index() + 1);
    return switch (missing.size()) {
      case 1 -> first;
      case 2 -> first + " and one other";
      default -> first + " and " + (missing.size() - 1) + " others";
    };
  }

  /** About when it begins: by frames up to the chunk, by the playlist within it. */
  private double startOf(PlannedSegment segment) {
    StreamFormat format = task.format();
    double seconds = format == null ? 0 : format.secondsOf(task.firstFrame());
    for (PlannedSegment before : plan.leadIn()) {
      seconds -= before.index() >= segment.index() ? before.seconds() : 0;
    }
    for (PlannedSegment before : plan.own()) {
      seconds += before.index() < segment.index() ? before.seconds() : 0;
    }
    return seconds;
  }

  private static String clock(double seconds) {
    long whole = (long) seconds;
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
