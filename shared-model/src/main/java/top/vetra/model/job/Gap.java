package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the result that is silence because X did not deliver it, or not whole.
 *
 * @param startSeconds where it begins in the result
 * @param durationSeconds how long it is
 * @param segment the missing segment's place in the playlist, from 0; null where audio was
 *     delivered that cannot be decoded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gap(double startSeconds, double durationSeconds, @Nullable Integer segment) {

  /** More than these are no recording. They travel with every task and stand in the job. */
  public static final int MOST = 2_000;

  /** So much of a segment may be silence although the caller did not allow gaps. */
  public static final double TOLERATED_SECONDS = 0.5;
}
