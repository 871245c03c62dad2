package top.vetra.fetcher.plan;

import java.time.Duration;

/**
 * How a recording is planned.
 *
 * @param workers plans made at a time, in this process
 * @param limit how long making one may take before the attempt counts as failed
 * @param firstChunk length of the first chunk: short, so that encoding starts early
 * @param chunk length of the others, at most: shorter recordings are cut into shorter ones
 * @param notReadyPatience how long a recording is waited for, from the first try on
 * @param settledAfter a doubtful recording that has not grown for so long is not expected to grow
 *     any more
 * @param expiredAfter from so long after the end of a Space on, a recording that is not there is
 *     gone rather than late
 * @param completeShare a recording that was never closed is taken to be whole at once if it has
 *     this share of its Space's length by the clock
 * @param maxPlaylistBytes of a playlist
 * @param maxLineLength of a playlist, in bytes
 * @param maxSegments of a playlist
 */
public record PlanSettings(
    int workers,
    Duration limit,
    Duration firstChunk,
    Duration chunk,
    Duration notReadyPatience,
    Duration settledAfter,
    Duration expiredAfter,
    double completeShare,
    long maxPlaylistBytes,
    int maxLineLength,
    int maxSegments) {

  public PlanSettings {
    if (firstChunk.toMillis() < 1 || chunk.toMillis() < 1) {
      throw new IllegalArgumentException(
          "chunks: " + firstChunk + " and " + chunk + " (expected: > 0)");
    }
  }
}
