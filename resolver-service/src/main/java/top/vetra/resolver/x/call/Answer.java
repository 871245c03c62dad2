package top.vetra.resolver.x.call;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/**
 * What came back, not yet understood.
 *
 * @param endpoint what was called
 * @param status below 500: failures of the server never get this far
 * @param headers as received
 * @param body bounded in size, perhaps empty
 */
public record Answer(Endpoint endpoint, int status, HttpHeaders headers, byte[] body) {

  /** The body as text; X writes UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
