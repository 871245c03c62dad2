package top.vetra.resolver.x.call;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import top.vetra.resolver.resolve.TryLaterException;

/**
 * What came back, not yet understood.
 *
 * @param endpoint what was called
 * @param status below 500: failures of the server never get this far
 * @param headers as received
 * @param body bounded in size, perhaps empty
 */
public record Answer(Endpoint endpoint, int status, HttpHeaders headers, byte[] body) {

  /** Whether X wants fewer calls; other answers may say so too, in their bodies. */
  public boolean isRateLimited() {
    return status == 429;
  }

  /** When to call again, by the headers. */
  public TryLaterException rateLimit(Instant now) {
    return RateLimit.exceeded(headers, now);
  }

  /** The body as text; X writes UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
