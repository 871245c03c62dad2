package top.vetra.model.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.link.SpaceLink;

/**
 * What a caller asked for.
 *
 * @param jobId the job's id
 * @param conversionId the piece of shared work that serves it
 * @param link what the pasted link points at
 * @param preset how to convert it
 * @param webhook whom to tell at the end
 * @param createdAt when it was accepted
 * @param client who asked, by a pseudonym; null where that is not known
 * @param clipId the clip of the Space that the link named; null without one
 * @param startSeconds where in the recording the link leads, in seconds; null if it does not say
 */
public record JobOrder(
    String jobId,
    String conversionId,
    SpaceLink link,
    Preset preset,
    @Nullable Webhook webhook,
    Instant createdAt,
    @Nullable String client,
    @Nullable String clipId,
    @Nullable Integer startSeconds) {

  /** An order of whom nobody knows. */
  public JobOrder(
      String jobId,
      String conversionId,
      SpaceLink link,
      Preset preset,
      @Nullable Webhook webhook,
      Instant createdAt) {
    this(jobId, conversionId, link, preset, webhook, createdAt, null, null, null);
  }

  /** The same order, served by another conversion. */
  public JobOrder servedBy(String otherConversionId) {
    return new JobOrder(
        jobId, otherConversionId, link, preset, webhook, createdAt, client, clipId, startSeconds);
  }

  /**
   * An endpoint to be told when the job ends.
   *
   * @param url where to
   * @param secret as the gateway has encrypted it, or {@code whsec_} and base64 where it did not
   *     yet do so; absent: none of its own
   */
  public record Webhook(String url, @Nullable String secret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Webhook[url=" + url + "]";
    }
  }
}
