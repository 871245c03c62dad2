package top.vetra.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;

/**
 * How much of a conversion's audio has been fetched and encoded. No count ever falls, so that
 * events may come twice or late.
 *
 * @param segmentsTotal segments in the playlist; 0 while unknown
 * @param chunksTotal chunks that they make; 0 while unknown
 * @param segmentsFetched segments stored
 * @param chunksFetched chunks stored; they are fetched in order
 * @param encoded chunks encoded
 * @param durationSeconds length by the playlist
 * @param startedAt when the playlist was first read
 */
public record Headway(
    int segmentsTotal,
    int chunksTotal,
    int segmentsFetched,
    int chunksFetched,
    ChunkSet encoded,
    double durationSeconds,
    @Nullable Instant startedAt) {

  static final Headway NONE = new Headway(0, 0, 0, 0, ChunkSet.NONE, 0, null);

  /** Rates measured over less than this say nothing yet. */
  private static final Duration SHORTEST_MEASURE = Duration.ofSeconds(1);

  private static final double SMALLEST_SHARE = 0.03;

  Headway planned(JobEvent.Planned plan) {
    return new Headway(
        Math.max(segmentsTotal, plan.segmentsTotal()),
        Math.max(chunksTotal, plan.chunksTotal()),
        segmentsFetched,
        chunksFetched,
        encoded,
        Math.max(durationSeconds, plan.durationSeconds()),
        startedAt == null || plan.at().isBefore(startedAt) ? plan.at() : startedAt);
  }

  Headway fetched(JobEvent.ChunkFetched fetched) {
    return new Headway(
        segmentsTotal,
        chunksTotal,
        Math.max(segmentsFetched, fetched.segmentsFetched()),
        Math.max(chunksFetched, fetched.chunk() + 1),
        encoded,
        durationSeconds,
        startedAt);
  }

  Headway encoded(JobEvent.ChunkEncoded chunk) {
    return new Headway(
        segmentsTotal,
        chunksTotal,
        segmentsFetched,
        chunksFetched,
        encoded.with(chunk.chunk()),
        durationSeconds,
        startedAt);
  }

  @JsonIgnore
  boolean isPlanned() {
    return chunksTotal > 0;
  }

  @JsonIgnore
  boolean isFetched() {
    return isPlanned() && chunksFetched >= chunksTotal;
  }

  /**
   * The done part of the work, 0 to 1. Fetching and encoding count half each where both are due.
   */
  double share(Format format) {
    if (!isPlanned()) {
      return 0;
    }
    double fetched = Math.min(1, (double) chunksFetched / chunksTotal);
    double done = Math.min(1, (double) encoded.size() / chunksTotal);
    return format == Format.M4A ? fetched : (fetched + done) / 2;
  }

  /** Whole seconds until all is done at the rate measured so far; absent while that is a guess. */
  @Nullable Long etaSeconds(Format format, Instant now) {
    double share = share(format);
    if (startedAt == null || share < SMALLEST_SHARE) {
      return null;
    }
    Duration spent = Duration.between(startedAt, now);
    return spent.compareTo(SHORTEST_MEASURE) < 0
        ? null
        : (long) Math.ceil(spent.toMillis() / 1000.0 * (1 - share) / share);
  }
}
