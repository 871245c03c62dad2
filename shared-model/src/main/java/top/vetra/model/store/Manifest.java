package top.vetra.model.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;
import top.vetra.model.queue.FetchTask;

/**
 * What is to be converted, as stored when the playlist has been read.
 *
 * @param space what X says of it, with the playlist's length
 * @param preset how to convert it
 * @param segmentsTotal segments in the playlist
 * @param chunksTotal chunks that they make
 */
public record Manifest(Space space, Preset preset, int segmentsTotal, int chunksTotal) {

  /** What people are told once it is stored. */
  public JobEvent.Planned planned(String conversionId, Instant at) {
    double seconds = Objects.requireNonNullElse(space.durationSeconds(), 0.0);
    return new JobEvent.Planned(conversionId, at, segmentsTotal, chunksTotal, seconds);
  }

  /** The task that fetches the first chunk. */
  public FetchTask firstFetch(String conversionId) {
    return new FetchTask(conversionId, preset, 0, chunksTotal, 0, null, List.of());
  }
}
