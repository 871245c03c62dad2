package top.vetra.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every index of work does. */
public interface WorkIndexContract {

  /** Longer than a test. */
  Duration LONG = Duration.ofMinutes(5);

  /** The index under test. */
  WorkIndex index();

  @Test
  default void the_first_to_claim_a_key_holds_it() {
    String key = Samples.id();
    assertThat(index().holder(key).blockOptional()).isEmpty();
    assertThat(index().claim(key, "a", null, LONG).block()).isEqualTo("a");
    assertThat(index().claim(key, "b", null, LONG).block()).isEqualTo("a");
    assertThat(index().claim(key, "a", null, LONG).block()).isEqualTo("a");
    assertThat(index().holder(key).block()).isEqualTo("a");
  }

  @Test
  default void only_the_holder_that_was_looked_at_is_replaced() {
    String key = Samples.id();
    index().claim(key, "a", null, LONG).block();
    assertThat(index().claim(key, "b", "x", LONG).block()).isEqualTo("a");
    assertThat(index().claim(key, "b", "a", LONG).block()).isEqualTo("b");
    assertThat(index().claim(key, "c", "a", LONG).block()).isEqualTo("b");
  }

  @Test
  default void only_its_holder_gives_a_key_back() {
    String key = Samples.id();
    index().put(key, "a", LONG).then(index().release(key, "b")).block();
    assertThat(index().holder(key).block()).isEqualTo("a");
    index().release(key, "a").block();
    assertThat(index().holder(key).blockOptional()).isEmpty();
  }
}
