package top.vetra.fetcher.plan;

import java.util.List;

/**
 * A stretch of the plan, so that fetching a chunk does not mean reading all of it.
 *
 * @param chunks {@link #CHUNKS} of them, fewer on the last page
 */
public record PlanPage(List<PlannedChunk> chunks) {

  /** Chunks on a page. */
  public static final int CHUNKS = 16;

  public PlanPage {
    chunks = List.copyOf(chunks);
  }

  /** The page on which a chunk is. */
  public static int of(int chunk) {
    return chunk / CHUNKS;
  }

  /** The chunk, which has to be on this page. */
  public PlannedChunk chunk(int chunk) {
    return chunks.get(chunk % CHUNKS);
  }
}
