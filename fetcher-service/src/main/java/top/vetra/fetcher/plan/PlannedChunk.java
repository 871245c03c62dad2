package top.vetra.fetcher.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A chunk to fetch.
 *
 * @param leadIn the segments before it that its encoder has to hear first
 * @param own its segments; never empty
 * @param leadOut the segments after it that its encoder looks ahead into
 */
public record PlannedChunk(
    List<PlannedSegment> leadIn, List<PlannedSegment> own, List<PlannedSegment> leadOut) {

  public PlannedChunk {
    leadIn = List.copyOf(leadIn);
    own = List.copyOf(own);
    leadOut = List.copyOf(leadOut);
  }

  /** All of them, as they sound. */
  public List<PlannedSegment> all() {
    return Stream.of(leadIn, own, leadOut).flatMap(List::stream).toList();
  }

  /** Those that no later chunk needs, for all that this one knows. */
  public List<PlannedSegment> onlyHere() {
    // The next chunk's lead-in is about as long as this one's, and lies at the end of it.
    int kept = Math.min(Math.max(leadIn.size(), 1), own.size());
    return Stream.of(leadIn, own.subList(0, own.size() - kept)).flatMap(List::stream).toList();
  }

  /** Segments in this and all earlier chunks. */
  public int segmentsSoFar() {
    return own.get(own.size() - 1).index() + 1;
  }
}
