package top.vetra.fetcher.chunk;

import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.plan.PlannedSegment;

/** What came of fetching a segment. */
sealed interface FetchedSegment {

  /** What was to be fetched. */
  PlannedSegment planned();

  /** It has audio. */
  record Audible(PlannedSegment planned, SegmentAudio audio) implements FetchedSegment {}

  /**
   * It could not be had, after all tries.
   *
   * @param unavailable whether the host failed, rather than denied that there is such a segment
   */
  record Missing(PlannedSegment planned, boolean unavailable) implements FetchedSegment {}
}
