package top.vetra.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.admission.Caller;

class EventStreamsTest {

  private static final Caller ONE = new Caller("address:192.0.2.1", false);
  private static final Caller OTHER = new Caller("address:192.0.2.2", false);

  private final EventStreams streams =
      new EventStreams(
          SettingsForTests.with(
              Map.of("streams.total", "2", "streams.per-client", "1", "streams.lifetime", "PT1H")));

  @Test
  void a_stream_ends_after_its_lifetime_and_makes_room() {
    StepVerifier.withVirtualTime(() -> streams.counted(ONE, Flux.never()))
        .expectSubscription()
        .expectNoEvent(Duration.ofMinutes(59))
        .thenAwait(Duration.ofMinutes(1))
        .verifyComplete();
    assertThatCode(() -> streams.checkRoom(ONE)).doesNotThrowAnyException();
  }

  @Test
  void one_more_than_there_may_be_is_refused_or_ends_at_once() {
    var open = streams.counted(ONE, Flux.never()).subscribe();
    assertThatThrownBy(() -> streams.checkRoom(ONE)).hasMessageContaining("at most 1 at a time");
    StepVerifier.create(streams.counted(ONE, Flux.never())).verifyComplete();
    var other = streams.counted(OTHER, Flux.never()).subscribe();
    assertThatThrownBy(() -> streams.checkRoom(new Caller("key:a", true)))
        .hasMessageContaining("Too many streams");
    open.dispose();
    other.dispose();
    assertThat(streams.counted(ONE, Flux.just(1)).collectList().block()).containsExactly(1);
  }
}
