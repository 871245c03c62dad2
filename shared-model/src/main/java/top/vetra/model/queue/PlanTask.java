package top.vetra.model.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;

/**
 * Read the playlist and cut it into chunks.
 *
 * @param conversionId the conversion
 * @param preset how to convert it
 * @param space what X says of it
 * @param playlistUrl where X says its playlist lies: not yet checked against the allowed hosts
 * @param since when it was first tried, which limits how long a recording may be waited for
 * @param link where to ask for its address anew; absent in tasks of earlier versions
 * @param looks what was seen of it before; absent the first time
 */
public record PlanTask(
    String conversionId,
    Preset preset,
    Space space,
    String playlistUrl,
    Instant since,
    @Nullable SpaceLink link,
    @Nullable Looks looks)
    implements Task {

  /** A first look, at an address that is not asked for anew. */
  public PlanTask(
      String conversionId, Preset preset, Space space, String playlistUrl, Instant since) {
    this(conversionId, preset, space, playlistUrl, since, null, null);
  }

  /** The next look at the same address. */
  public PlanTask after(Looks more) {
    return new PlanTask(conversionId, preset, space, playlistUrl, since, link, more);
  }
}
