package top.vetra.model.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Shortfall;
import top.vetra.model.job.Space;
import top.vetra.model.queue.FetchTask;

/**
 * What is to be converted, as stored when the playlist has been read.
 *
 * @param space what X says of it, with the playlist's length
 * @param preset how to convert it
 * @param segmentsTotal segments in the playlist
 * @param chunksTotal chunks that they make
 * @param shortfall why there may be less of the recording than of the Space; absent for a whole one
 */
public record Manifest(
    Space space, Preset preset, int segmentsTotal, int chunksTotal, @Nullable Shortfall shortfall) {

  /** Of a whole recording. */
  public Manifest(Space space, Preset preset, int segmentsTotal, int chunksTotal) {
    this(space, preset, segmentsTotal, chunksTotal, null);
  }

  /** What people are told once it is stored. */
  public JobEvent.Planned planned(String conversionId, Instant at) {
    double seconds = Objects.requireNonNullElse(space.durationSeconds(), 0.0);
    return new JobEvent.Planned(conversionId, at, segmentsTotal, chunksTotal, seconds, shortfall);
  }

  /** The task that fetches the first chunk. */
  public FetchTask firstFetch(String conversionId) {
    return new FetchTask(conversionId, preset, 0, chunksTotal, 0, null, List.of());
  }
}
