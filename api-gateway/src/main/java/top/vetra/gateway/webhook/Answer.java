package top.vetra.gateway.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

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
    return new Answer(null, Failure.of(error), null);
  }

  /**
   * The endpoint answered.
   *
   * @param retryAfter the header of that name: seconds, or a date
   */
  static Answer of(int status, @Nullable String retryAfter, Instant now) {
    return new Answer(status, failure(status), notBefore(retryAfter, now));
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

  private static @Nullable Instant notBefore(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    if (retryAfter.matches("\\d{1,9}")) {
      return now.plusSeconds(Long.parseLong(retryAfter));
    }
    try {
      return ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
