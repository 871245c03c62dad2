package top.vetra.resolver.x.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import top.vetra.resolver.resolve.TryLaterException;

class CallBudgetTest {

  private final AtomicLong nanos = new AtomicLong(7);

  private CallBudget budget(int callsPerMinute) {
    return new CallBudget(callsPerMinute, Clock.systemUTC(), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void lets_a_tenth_of_a_minutes_calls_through_at_once_and_then_one_after_another() {
    CallBudget budget = budget(60);
    for (int call = 0; call < 6; call++) {
      assertThat(budget.take()).isZero();
    }

    assertThat(budget.take()).isEqualTo(Duration.ofSeconds(1));
    assertThat(budget.take()).isEqualTo(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(3));
    assertThat(budget.take()).isZero();
  }

  @Test
  void never_lets_more_than_the_budget_through_however_many_ask() {
    CallBudget budget = budget(60);
    int through = 0;
    for (int tenths = 0; tenths < 6000; tenths++) {
      for (int asking = 0; asking < 10; asking++) {
        through += budget.take().compareTo(Duration.ofSeconds(10)) <= 0 ? 1 : 0;
      }
      pass(Duration.ofMillis(100));
    }

    // Ten minutes' calls, the burst, and those whose turn is within ten seconds.
    assertThat(through).isBetween(600, 600 + 6 + 10);
  }

  @Test
  void puts_a_call_off_whose_turn_is_far_off() {
    CallBudget budget = budget(1);
    budget.turn().block();

    assertThatThrownBy(() -> budget.turn().block()).isInstanceOf(TryLaterException.class);
    pass(Duration.ofMinutes(1));
    budget.turn().block();
  }

  @Test
  void holds_nobody_up_where_there_is_no_limit() {
    CallBudget budget = budget(0);
    for (int call = 0; call < 10_000; call++) {
      assertThat(budget.take()).isZero();
    }
  }
}
