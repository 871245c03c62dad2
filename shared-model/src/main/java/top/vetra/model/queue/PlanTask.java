package top.vetra.model.queue;

import java.time.Instant;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;

/**
 * Read the playlist and cut it into chunks.
 *
 * @param conversionId the conversion
 * @param preset how to convert it
 * @param space what X says of it
 * @param playlistUrl where X says its playlist lies: not yet checked against the allowed hosts
 * @param since when it was first tried, which limits how long a recording may be waited for
 */
public record PlanTask(
    String conversionId, Preset preset, Space space, String playlistUrl, Instant since)
    implements Task {}
