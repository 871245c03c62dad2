package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaException.Reason;
import top.vetra.model.link.MediaHosts;

class HttpMediaOriginTest extends AgainstMediaHost {

  @Test
  void a_body_comes_whole_and_x_is_named_as_the_referer() {
    assertThat(read("/body")).isEqualTo(BODY);
    assertThat(referer).isEqualTo("https://x.com/");
    assertThat(foreignOrigin).isNull();
  }

  @Test
  void connections_serve_many_requests() {
    for (int i = 0; i < 20; i++) {
      read("/body");
    }

    // One may not be free again yet when the next request comes.
    assertThat(connections).hasSizeLessThan(5);
  }

  @Test
  void a_range_of_bytes_is_all_that_is_asked_for() {
    assertThat(readWord("/range")).isEqualTo("small");
  }

  @Test
  void failures_that_pass_are_overcome() {
    failures.set(2);

    assertThat(read("/unsteady")).isEqualTo(BODY);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_host_that_says_when_to_come_back_is_left_alone_until_then() {
    failures.set(1);
    long before = System.nanoTime();

    assertThat(read("/busy")).isEqualTo(BODY);
    assertThat(asked).hasSize(2);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void failures_that_stay_are_named_after_all_tries() {
    failures.set(100);

    assertReason("/unsteady", true, Reason.UNAVAILABLE);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_promised_thing_that_is_missing_is_asked_for_again_and_another_is_not() {
    assertReason("/missing", true, Reason.MISSING);
    assertThat(asked).hasSize(3);
    assertReason("/missing", false, Reason.MISSING);
    assertThat(asked).hasSize(4);
  }

  @Test
  void a_body_that_nobody_waits_for_keeps_no_connection_from_others() {
    Duration stall = Duration.ofSeconds(10);
    try (HttpMediaOrigin single =
        new HttpMediaOrigin(
            MediaHosts.parse("127.0.0.1:" + server.port()),
            new MediaSettings(
                "",
                "test",
                1,
                stall,
                stall,
                stall,
                stall,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO))) {
      Mono<byte[]> refused =
          single.read(MediaRequest.of(at("/404-and-no-body")), () -> new WholeBody(LIMIT));
      redirects.put("/moved", List.of(302, "/body"));
      Mono<byte[]> next = single.read(MediaRequest.of(at("/moved")), () -> new WholeBody(LIMIT));

      assertThat(refused.onErrorComplete(MediaException.class).then(next).block(stall.dividedBy(4)))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(BODY);
    }
  }

  @Test
  void half_a_body_is_none() {
    assertReason("/half", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_body_that_stalls_or_drips_is_none() {
    assertReason("/stall", false, Reason.UNAVAILABLE);
    assertReason("/drip", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_body_that_is_too_large_is_given_up_at_the_limit() {
    assertReason("/endless", false, Reason.TOO_LARGE);
  }

  @Test
  void too_many_requests_and_blocked_regions_are_told_apart() {
    assertReason("/429", false, Reason.RATE_LIMITED);
    assertReason("/451", false, Reason.BLOCKED);
  }

  @Test
  void a_host_that_is_not_allowed_is_not_asked() {
    for (String address :
        List.of(
            "http://localhost:" + server.port() + "/body",
            "http://user@127.0.0.1:" + server.port() + "/body",
            "file:///etc/passwd",
            "http://169.254.169.254/latest")) {
      assertReason(URI.create(address), false, Reason.FORBIDDEN);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void a_host_that_is_not_there_is_unavailable() {
    server.disposeNow();

    assertReason("/body", false, Reason.UNAVAILABLE);
  }
}
