package top.vetra.fetcher.media;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.pipeline.http.RetryAfter;

/** Judges an answer by its status and its length. */
final class MediaAnswer {

  private MediaAnswer() {}

  static void check(MediaRequest request, int status, HttpHeaders headers) {
    if (status == (request.range() == null ? 200 : 206)) {
      return;
    }
    throw new MediaException(
        switch (status) {
          case 403 -> MediaException.Reason.REFUSED;
          case 404, 410 -> MediaException.Reason.MISSING;
          case 429 -> MediaException.Reason.RATE_LIMITED;
          case 451 -> MediaException.Reason.BLOCKED;
          case 408 -> MediaException.Reason.UNAVAILABLE;
          default ->
              status >= 500 ? MediaException.Reason.UNAVAILABLE : MediaException.Reason.UNEXPECTED;
        },
        "status: " + status + " from " + request.address().getHost(),
        retryAfter(headers.get(HttpHeaderNames.RETRY_AFTER)));
  }

  private static Duration retryAfter(@Nullable String header) {
    Instant now = Instant.now();
    return RetryAfter.in(header, now)
        .filter(now::isBefore)
        .map(until -> Duration.between(now, until))
        .orElse(Duration.ZERO);
  }

  /** Where the host sends us instead; null if it does not. */
  static @Nullable URI redirect(MediaRequest request, int status, HttpHeaders headers) {
    String location = headers.get(HttpHeaderNames.LOCATION);
    return switch (status) {
      case 301, 302, 303, 307, 308 -> location == null ? null : resolved(request, location);
      default -> null;
    };
  }

  private static URI resolved(MediaRequest request, String location) {
    try {
      return request.address().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new MediaException(
          MediaException.Reason.UNEXPECTED,
          "redirect: to no address, from " + request.address().getHost(),
          e);
    }
  }

  /**
   * What the body's length should be; -1 if the host does not say, or says it of a compressed body:
   * that length is gone with the compression, and was held to by then.
   */
  static long announcedLength(MediaRequest request, HttpHeaders headers) {
    if (request.range() != null) {
      return request.range().length();
    }
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null) {
      return -1;
    }
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw new MediaException(MediaException.Reason.UNAVAILABLE, "length: not a number", e);
    }
  }

  static void checkLength(long announced, long arrived) {
    if (announced >= 0 && announced != arrived) {
      throw new MediaException(
          MediaException.Reason.UNAVAILABLE,
          "body: " + arrived + " bytes (expected: " + announced + ")");
    }
  }
}
