package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Patience patience =
      new Patience(
          new MediaSettings(
              "",
              "test",
              1,
              SECOND,
              SECOND,
              SECOND,
              SECOND,
              5,
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30)));

  @Test
  void pauses_double_give_or_take_a_half() {
    MediaException failure = refusal(503, "");

    assertThat(patience.pause(failure, 0))
        .isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
    assertThat(patience.pause(failure, 3))
        .isBetween(Duration.ofMillis(800), Duration.ofMillis(2400));
  }

  @Test
  void a_host_is_left_alone_for_as_long_as_it_asks() {
    assertThat(patience.pause(refusal(429, "7"), 0)).isEqualTo(Duration.ofSeconds(7));
    assertThat(patience.pause(refusal(503, "8"), 0)).isEqualTo(Duration.ofSeconds(8));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(9));
    assertThat(patience.pause(refusal(429, date), 0))
        .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
  }

  @Test
  void it_does_not_hurry_us() {
    for (String header : new String[] {"0", "-5", "soon", "Mon, 02 Jan 2006 15:04:05 GMT"}) {
      assertThat(patience.pause(refusal(429, header), 3)).isGreaterThan(Duration.ofMillis(700));
    }
  }

  @Test
  void in_all_it_is_not_waited_for_longer_than_patience_lasts() {
    assertThat(patience.pause(refusal(429, "20"), 0)).isEqualTo(Duration.ofSeconds(20));
    assertThat(patience.pause(refusal(429, "9".repeat(9)), 1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(patience.pause(refusal(429, "9".repeat(30)), 2)).isLessThan(Duration.ofSeconds(2));
    assertThat(patience.pause(refusal(429, "20"), 2)).isLessThan(Duration.ofSeconds(2));
  }

  private static MediaException refusal(int status, String retryAfter) {
    return catchThrowableOfType(
        MediaException.class,
        () ->
            MediaAnswer.check(
                MediaRequest.of(URI.create("https://a.video.pscp.tv/1")),
                status,
                new DefaultHttpHeaders().set("Retry-After", retryAfter)));
  }
}
