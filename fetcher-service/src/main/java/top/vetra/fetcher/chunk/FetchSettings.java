package top.vetra.fetcher.chunk;

import java.time.Duration;

/**
 * How chunks are fetched.
 *
 * @param workers chunks fetched at a time, in this process
 * @param limit how long one may take before the attempt counts as failed
 * @param window segments of one chunk that are fetched side by side
 * @param maxSegmentBytes of one segment
 * @param prefetchChunks how many chunks are fetched ahead of their tasks
 * @param aheadChunks how many chunks fetching may be ahead of encoding
 * @param waitForEncoders how long a chunk is put off that is further ahead
 * @param cacheBytes of segments kept in memory, since neighbouring chunks share some
 */
public record FetchSettings(
    int workers,
    Duration limit,
    int window,
    int maxSegmentBytes,
    int prefetchChunks,
    int aheadChunks,
    Duration waitForEncoders,
    long cacheBytes) {

  public FetchSettings {
    if (aheadChunks < 1) {
      throw new IllegalArgumentException("aheadChunks: " + aheadChunks + " (expected: >= 1)");
    }
  }
}
