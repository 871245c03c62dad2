package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import top.vetra.model.event.EventLog;

class ScheduleTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void the_pauses_are_those_of_the_contract() {
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(attempt -> pause(attempt, null, 0)))
        .isEqualTo(
            List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24)));
    assertThat(Schedule.next(10, NOW, null, 0)).isNull();
    assertThat(Schedule.next(10, NOW, NOW.plusSeconds(60), 0)).isNull();
  }

  @Test
  void a_pause_is_stretched_by_a_tenth_at_most() {
    assertThat(pause(1, null, 0.999)).isBetween(Duration.ofMillis(5_450), Duration.ofMillis(5_500));
  }

  @Test
  void an_endpoint_may_ask_for_a_longer_pause_of_up_to_a_day() {
    assertThat(pause(1, NOW.plusSeconds(120), 0.5)).isEqualTo(Duration.ofSeconds(120));
    assertThat(pause(1, NOW.plusSeconds(2), 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(pause(1, NOW.minusSeconds(2), 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(pause(1, NOW.plus(Duration.ofDays(400)), 0)).isEqualTo(Duration.ofHours(24));
    assertThat(pause(9, NOW.plus(Duration.ofDays(400)), 0.5)).isEqualTo(Duration.ofMinutes(1512));
  }

  @Test
  void records_of_jobs_outlive_all_tries_however_short_results_are_kept() {
    assertThat(EventLog.recordLifetime(Duration.ofSeconds(1))).isGreaterThan(Schedule.longest());
    assertThat(EventLog.retention(Duration.ofDays(90)))
        .isGreaterThan(EventLog.recordLifetime(Duration.ofDays(90)));
  }

  private static @Nullable Duration pause(int attempt, @Nullable Instant notBefore, double random) {
    Instant next = Schedule.next(attempt, NOW, notBefore, random);
    return next == null ? null : Duration.between(NOW, next);
  }
}
