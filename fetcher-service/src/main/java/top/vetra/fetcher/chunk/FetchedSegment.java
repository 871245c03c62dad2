package top.vetra.fetcher.chunk;

import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.model.problem.ProblemException;

/** What came of fetching a segment. */
sealed interface FetchedSegment {

  /** What was to be fetched. */
  PlannedSegment planned();

  /** It has audio. */
  record Audible(PlannedSegment planned, SegmentAudio audio) implements FetchedSegment {}

  /** It has no audio, and should have none: nothing is missing. */
  record Empty(PlannedSegment planned) implements FetchedSegment {}

  /** It could not be had, after all tries. */
  record Missing(PlannedSegment planned, Cause cause) implements FetchedSegment {}

  /** It ends the conversion. */
  record Refused(PlannedSegment planned, ProblemException problem) implements FetchedSegment {}

  /** Why a segment is missing. */
  enum Cause {
    /** The host did not answer, or failed. */
    UNAVAILABLE,
    /** The host turns us away. */
    REFUSED,
    /** The host says that there is none, or the playlist does. */
    ABSENT,
    /** Something came, but no audio is in it. */
    NOT_AUDIO
  }
}
