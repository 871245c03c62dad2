package top.vetra.model.job;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param percent 0 to 100, never falling
 * @param segmentsFetched segments of the playlist that are safely stored
 * @param segmentsTotal segments in the playlist; 0 while unknown
 * @param chunksEncoded chunks that are ready for the final file
 * @param chunksTotal chunks in all; 0 while unknown
 * @param etaSeconds seconds to completion, absent while unknown
 */
public record Progress(
    int percent,
    int segmentsFetched,
    int segmentsTotal,
    int chunksEncoded,
    int chunksTotal,
    @Nullable Long etaSeconds) {

  /** Nothing done, nothing known. */
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0, null);
}
