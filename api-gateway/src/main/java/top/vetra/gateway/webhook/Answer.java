package top.vetra.gateway.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.pipeline.http.RetryAfter;

/**
 * What became of one call.
 *
 * @param status the HTTP status; null without an answer
 * @param failure null if it is delivered
 * @param notBefore when the endpoint wants to be called again at the earliest
 */
record Answer(@Nullable Integer status, @Nullable Failure failure, @Nullable Instant notBefore) {

  private static final int GONE = 410;
  private static final int SUCCESS = 2;
  private static final int REDIRECTION = 3;

  /** The call found no answer. */
  static Answer failed(Throwable error) {
    return failed(Failure.of(error));
  }

  /** The call found no answer, for this reason. */
  static Answer failed(Failure failure) {
    return new Answer(null, failure, null);
  }

  /**
   * The endpoint answered.
   *
   * @param retryAfter the header of that name: seconds, or a date
   */
  static Answer of(int status, @Nullable String retryAfter, Instant now) {
    return new Answer(status, failure(status), RetryAfter.in(retryAfter, now).orElse(null));
  }

  private static @Nullable Failure failure(int status) {
    if (status == GONE) {
      return Failure.GONE;
    }
    return switch (status / 100) {
      case SUCCESS -> null;
      case REDIRECTION -> Failure.REDIRECTED;
      default -> Failure.UNEXPECTED_STATUS;
    };
  }
}
