package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/** Decides what it means that segments are missing. */
final class MissingSegments {

  private MissingSegments() {}

  /**
   * @throws ProblemException {@code audio-incomplete} if some are missing and nobody allowed that
   */
  static void check(FetchTask task, List<FetchedSegment> segments) {
    List<FetchedSegment> missing =
        segments.stream().filter(FetchedSegment.Missing.class::isInstance).toList();
    if (missing.isEmpty() || task.preset().allowGaps()) {
      return;
    }
    throw new ProblemException(ProblemCode.AUDIO_INCOMPLETE);
  }
}
