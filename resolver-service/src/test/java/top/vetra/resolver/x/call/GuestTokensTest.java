package top.vetra.resolver.x.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import top.vetra.resolver.TestClock;

class GuestTokensTest {

  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final AtomicInteger activations = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final GuestTokens tokens =
      new GuestTokens(
          Mono.delay(Duration.ofMillis(20)).map(late -> "t" + activations.incrementAndGet()),
          MAX_AGE,
          clock);

  private Set<String> tokensOfManyAtOnce() {
    return Set.copyOf(
        Flux.range(0, 500)
            .flatMap(i -> Mono.defer(tokens::token).subscribeOn(Schedulers.boundedElastic()), 500)
            .collectList()
            .block());
  }

  @Test
  void asks_once_however_many_want_one() {
    assertThat(tokensOfManyAtOnce()).containsExactly("t1");

    tokens.drop("t1");

    assertThat(tokensOfManyAtOnce()).containsExactly("t2");
    assertThat(activations).hasValue(2);
  }

  @Test
  void only_the_first_of_many_refusals_drops_it() {
    tokens.token().block();

    assertThat(tokens.drop("t1")).isTrue();
    assertThat(tokens.drop("t1")).isFalse();
    tokens.token().block();
    assertThat(tokens.drop("t1")).isFalse();
    assertThat(tokens.token().block()).isEqualTo("t2");
  }

  @Test
  void is_not_used_for_longer_than_its_age() {
    tokens.token().block();
    clock.pass(MAX_AGE.minusSeconds(1));
    assertThat(tokens.token().block()).isEqualTo("t1");

    clock.pass(Duration.ofSeconds(1));

    assertThat(tokens.token().block()).isEqualTo("t2");
  }

  @Test
  void a_failure_is_told_to_all_who_wait_and_then_forgotten() {
    AtomicInteger asked = new AtomicInteger();
    GuestTokens failing =
        new GuestTokens(
            Mono.delay(Duration.ofMillis(20))
                .map(
                    late -> {
                      if (asked.incrementAndGet() == 1) {
                        throw new TransientException("first");
                      }
                      return "second";
                    }),
            MAX_AGE,
            clock);

    StepVerifier.create(Mono.when(failing.token(), failing.token()))
        .verifyError(TransientException.class);
    assertThat(asked).hasValue(1);
    assertThat(failing.token().block()).isEqualTo("second");
  }

  @Test
  void one_who_leaves_does_not_stop_it_for_the_others() {
    Mono<String> other = tokens.token();
    tokens.token().subscribe().dispose();

    assertThat(other.block()).isEqualTo("t1");
  }

  @Test
  void an_activation_without_a_token_is_an_error_and_not_a_silence() {
    GuestTokens empty = new GuestTokens(Mono.empty(), MAX_AGE, clock);

    assertThatThrownBy(() -> empty.token().block()).isInstanceOf(IllegalStateException.class);
  }
}
