package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.fetcher.chunk.FetchedSegment.Cause;
import top.vetra.fetcher.chunk.FetchedSegment.Missing;
import top.vetra.fetcher.chunk.FetchedSegment.Refused;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/** Judges what came of a chunk's segments: for good, for now, or well enough to be joined. */
final class Hopes {

  /** Silence of so many seconds is no gap but a host that is down: the longest chunk, and some. */
  private static final double LONGEST_OUTAGE = 300;

  /** Seconds in a task's gaps are rounded by less than this. */
  private static final double ROUNDING = 0.001;

  private final FetchTask task;
  private final PlannedChunk plan;
  private final List<FetchedSegment> segments;

  Hopes(FetchTask task, PlannedChunk plan, List<FetchedSegment> segments) {
    this.task = task;
    this.plan = plan;
    this.segments = segments;
  }

  /**
   * @throws ProblemException for what no other attempt will change
   */
  void refuseForGood() {
    for (FetchedSegment segment : segments) {
      if (segment instanceof Refused refused && !isRateLimited(refused)) {
        throw refused.problem();
      }
    }
    if (segments.stream().allMatch(segment -> isMissing(segment, Cause.NOT_AUDIO))) {
      throw new ProblemException(ProblemCode.AUDIO_INVALID);
    }
  }

  /**
   * @throws IllegalStateException if another attempt may bring more, and that would help
   */
  void awaitBetter() {
    long late = segments.stream().filter(Hopes::mayComeLater).count();
    if (late > 0 && !isIncompleteAnyway()) {
      throw new IllegalStateException(
          "segments: " + late + " of " + segments.size() + " late (expected: none)");
    }
  }

  /**
   * @throws ProblemException if the host does not give enough to go on with
   */
  void refuse() {
    for (FetchedSegment segment : segments) {
      if (segment instanceof Refused refused) {
        throw refused.problem();
      }
    }
    if (isPassingOutage()) {
      return;
    }
    if (segments.stream().allMatch(segment -> isMissing(segment, Cause.UNAVAILABLE))) {
      throw new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
    }
    if (segments.stream().allMatch(segment -> isMissing(segment, Cause.REFUSED))) {
      throw new ProblemException(ProblemCode.UPSTREAM_BLOCKED);
    }
  }

  /**
   * Whether a chunk of which nothing came may be silence: if gaps are allowed, earlier chunks tell
   * what silence is like, and the silence would not go on for too long. Otherwise a host that went
   * down would make hours of it, each chunk after all attempts.
   */
  private boolean isPassingOutage() {
    if (!task.preset().allowGaps() || task.format() == null) {
      return false;
    }
    double own = plan.own().stream().mapToDouble(PlannedSegment::seconds).sum();
    return silenceBefore(task.format()) + own <= LONGEST_OUTAGE;
  }

  /** The seconds of silence that the chunk follows upon. */
  private double silenceBefore(StreamFormat format) {
    double end = format.secondsOf(task.firstFrame());
    double start = end;
    for (int i = task.gaps().size() - 1; i >= 0; i--) {
      Gap gap = task.gaps().get(i);
      if (gap.startSeconds() + gap.durationSeconds() < start - ROUNDING) {
        break;
      }
      start = gap.startSeconds();
    }
    return end - start;
  }

  /** Whether something is gone for good that nobody allowed to be missing. */
  private boolean isIncompleteAnyway() {
    return !task.preset().allowGaps()
        && segments.stream()
            .anyMatch(
                segment ->
                    segment instanceof Missing missing && missing.cause() != Cause.UNAVAILABLE);
  }

  private static boolean mayComeLater(FetchedSegment segment) {
    return isMissing(segment, Cause.UNAVAILABLE)
        || (segment instanceof Refused refused && isRateLimited(refused));
  }

  private static boolean isMissing(FetchedSegment segment, Cause cause) {
    return segment instanceof Missing missing && missing.cause() == cause;
  }

  private static boolean isRateLimited(Refused refused) {
    return refused.problem().problem().code() == ProblemCode.UPSTREAM_RATE_LIMITED;
  }
}
