package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.fetcher.media.MediaException.Reason;

class HostBreakersTest {

  private static final URI FAILING = URI.create("https://a.video.pscp.tv/1.aac");
  private static final URI OTHER = URI.create("https://b.video.pscp.tv/1.aac");

  private HostBreakers breakers = new HostBreakers(Duration.ofMillis(300));
  private int calls;

  private void call(Reason failure) {
    Mono<Void> call =
        Mono.defer(
            () -> {
              calls++;
              return Mono.error(new MediaException(failure, "status: 503"));
            });
    assertThatThrownBy(() -> breakers.guard(FAILING, call).block())
        .isInstanceOf(MediaException.class);
  }

  @Test
  void a_host_that_fails_again_and_again_is_left_alone_for_a_while_and_no_other() {
    for (int call = 0; call < 1000; call++) {
      call(Reason.UNAVAILABLE);
    }

    assertThat(calls).isLessThan(1000).isGreaterThanOrEqualTo(100);
    assertThat(breakers.guard(OTHER, Mono.just("sound")).block()).isEqualTo("sound");
    assertThat(
            Mono.defer(() -> breakers.guard(FAILING, Mono.just("sound")))
                .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(100)))
                .block())
        .isEqualTo("sound");
  }

  @Test
  void says_when_to_come_again() {
    breakers = new HostBreakers(Duration.ofMinutes(1));
    for (int call = 0; call < 100; call++) {
      call(Reason.UNAVAILABLE);
    }

    assertThatThrownBy(() -> breakers.guard(FAILING, Mono.just("sound")).block())
        .isInstanceOfSatisfying(
            MediaException.class,
            left -> assertThat(left.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void what_a_host_does_not_have_is_no_failure_of_the_host() {
    for (int call = 0; call < 1000; call++) {
      call(Reason.MISSING);
    }

    assertThat(calls).isEqualTo(1000);
  }
}
