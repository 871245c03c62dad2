package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.fetcher.chunk.FetchedSegment.Cause;
import top.vetra.fetcher.chunk.FetchedSegment.Missing;
import top.vetra.fetcher.chunk.FetchedSegment.Refused;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/** Judges what came of a chunk's segments: for good, for now, or well enough to be joined. */
final class Hopes {

  private final FetchTask task;
  private final List<FetchedSegment> segments;

  Hopes(FetchTask task, List<FetchedSegment> segments) {
    this.task = task;
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
    if (segments.stream().allMatch(segment -> isMissing(segment, Cause.UNAVAILABLE))) {
      throw new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
    }
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
