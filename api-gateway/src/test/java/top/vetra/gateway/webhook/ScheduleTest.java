package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void there_are_ten_tries_and_the_pauses_between_them_grow() {
    assertThat(Schedule.pauseAfter(1, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Schedule.pauseAfter(2, 0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(Schedule.pauseAfter(9, 0)).isEqualTo(Duration.ofHours(24));
    assertThat(Schedule.pauseAfter(10, 0)).isNull();
  }

  @Test
  void a_pause_is_stretched_by_a_tenth_at_most() {
    assertThat(Schedule.pauseAfter(1, 0.999))
        .isBetween(Duration.ofMillis(5_450), Duration.ofMillis(5_500));
  }
}
