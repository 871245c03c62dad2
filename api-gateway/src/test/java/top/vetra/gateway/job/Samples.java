package top.vetra.gateway.job;

import java.time.Instant;
import java.util.UUID;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;

/** Records to test with. */
public final class Samples {

  /** When all of them begin. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Samples() {}

  /** A name that no other test has used. */
  public static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** An order for a job of this conversion. */
  public static JobOrder order(String jobId, String conversionId) {
    return new JobOrder(
        jobId,
        conversionId,
        new SpaceLink.Space("1234567890abc"),
        new Preset(Format.MP3, Quality.HIGH, false),
        null,
        START);
  }

  /** A conversion that was just accepted. */
  public static ConversionState queued(String conversionId) {
    return ConversionState.unknown(conversionId)
        .apply(new JobEvent.Accepted(conversionId, START, order("j", conversionId)));
  }
}
