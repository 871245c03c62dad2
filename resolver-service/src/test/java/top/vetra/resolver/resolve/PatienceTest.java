package top.vetra.resolver.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.ResolveTask.Waited;
import top.vetra.resolver.resolve.Patience.Look;

class PatienceTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  private final Patience patience =
      new Patience(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          Duration.ofMinutes(15),
          List.of(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(1)));

  private boolean allows(ProblemCode reason, Duration wait, @Nullable Waited waited) {
    return patience.allows(new TryLaterException(reason, NOON.plus(wait)), waited, NOON);
  }

  @Test
  void waits_for_a_near_reset_and_not_for_a_far_one() {
    assertThat(allows(ProblemCode.UPSTREAM_RATE_LIMITED, Duration.ofMinutes(5), null)).isTrue();
    assertThat(allows(ProblemCode.UPSTREAM_RATE_LIMITED, Duration.ofSeconds(301), null)).isFalse();
  }

  @Test
  void does_not_wait_for_resets_for_ever() {
    Waited long1 = new Waited(NOON.minus(Duration.ofMinutes(10)), 3);
    Waited long2 = new Waited(NOON.minus(Duration.ofMinutes(11)), 3);

    assertThat(allows(ProblemCode.UPSTREAM_RATE_LIMITED, Duration.ofMinutes(5), long1)).isTrue();
    assertThat(allows(ProblemCode.UPSTREAM_RATE_LIMITED, Duration.ofMinutes(5), long2)).isFalse();
  }

  @Test
  void waits_two_minutes_for_a_failing_x() {
    Waited before = new Waited(NOON.minusSeconds(110), 9);

    assertThat(allows(ProblemCode.UPSTREAM_UNAVAILABLE, Duration.ofSeconds(10), before)).isTrue();
    assertThat(allows(ProblemCode.UPSTREAM_UNAVAILABLE, Duration.ofSeconds(11), before)).isFalse();
  }

  @Test
  void looks_for_a_recording_at_growing_intervals_until_the_last_moment() {
    Instant end = NOON.minusSeconds(20);

    Instant last = end.plusSeconds(900);
    assertThat(patience.nextLook(end, null, 0, NOON))
        .contains(new Look(NOON.plusSeconds(10), last));
    assertThat(patience.nextLook(end, NOON, 1, NOON))
        .contains(new Look(NOON.plusSeconds(20), last));
    assertThat(patience.nextLook(end, NOON, 9, NOON))
        .contains(new Look(NOON.plusSeconds(60), last));
    Instant late = end.plusSeconds(880);
    assertThat(patience.nextLook(end, NOON, 9, late)).contains(new Look(last, last));
    assertThat(patience.nextLook(end, NOON, 9, last)).isEmpty();
  }

  @Test
  void expects_no_recording_of_a_space_that_ended_long_ago_or_never() {
    assertThat(patience.nextLook(NOON.minusSeconds(900), null, 0, NOON)).isEmpty();
    assertThat(patience.nextLook(null, null, 0, NOON)).isEmpty();
    assertThat(patience.wasWaitedFor(NOON.minusSeconds(900), null)).isFalse();
    assertThat(patience.wasWaitedFor(NOON.minusSeconds(900), NOON)).isFalse();
    assertThat(patience.wasWaitedFor(NOON.minusSeconds(899), NOON)).isTrue();
  }

  /** Whatever X says about the end of a Space, also that it lies in the future. */
  @Property
  void every_wait_for_a_recording_ends(@ForAll @LongRange(min = -5000, max = 99_999) long endsIn) {
    Instant end = NOON.plusSeconds(endsIn);
    Instant now = NOON;
    Instant since = null;
    for (int looks = 0; looks < 50; looks++) {
      var next = patience.nextLook(end, since, looks, now);
      if (next.isEmpty()) {
        assertThat(Duration.between(NOON, now)).isLessThanOrEqualTo(Duration.ofMinutes(15));
        return;
      }
      since = NOON;
      now = next.get().at();
    }
    throw new AssertionError("still waiting at " + now);
  }
}
