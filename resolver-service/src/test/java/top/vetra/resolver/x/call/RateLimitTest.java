package top.vetra.resolver.x.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class RateLimitTest {

  private static final Instant NOW = Instant.parse("2026-03-14T18:00:00Z");

  private final HttpHeaders headers = new HttpHeaders();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7                             | 2026-03-14T18:00:07Z",
        "Sat, 14 Mar 2026 18:00:20 GMT | 2026-03-14T18:00:20Z",
        // At least a second, so that nothing is asked again and again.
        "0                             | 2026-03-14T18:00:01Z",
        "Sat, 14 Mar 2026 17:00:00 GMT | 2026-03-14T18:00:01Z",
        // What says nothing counts as not said.
        "soon                          | 2026-03-14T18:01:00Z",
        "-5                            | 2026-03-14T18:01:00Z",
        "99999999999999999999          | 2026-03-14T18:01:00Z",
      })
  void waits_as_long_as_the_answer_asks_for(String retryAfter, Instant until) {
    headers.set("Retry-After", retryAfter);

    assertThat(RateLimit.exceeded(headers, NOW).at()).isEqualTo(until);
  }

  @Test
  void believes_the_reset_of_x_first() {
    headers.set("Retry-After", "7");
    headers.set("x-rate-limit-reset", "" + NOW.plusSeconds(120).getEpochSecond());

    assertThat(RateLimit.exceeded(headers, NOW).at()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void waits_a_minute_where_nothing_is_said() {
    assertThat(RateLimit.exceeded(headers, NOW).at()).isEqualTo(NOW.plusSeconds(60));
  }
}
