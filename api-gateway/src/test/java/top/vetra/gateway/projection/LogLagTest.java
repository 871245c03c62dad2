package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLagTest {

  private static final Map<Integer, Long> FROM_THE_START = Map.of(0, 0L, 1, 0L, 2, 0L);

  @Test
  void a_log_without_events_and_one_that_is_read_to_its_end_are_no_lag() {
    assertThat(LogLag.isSmall(FROM_THE_START, Map.of(0, 0L, 1, 0L, 2, 0L), Map.of())).isTrue();
    assertThat(LogLag.isSmall(FROM_THE_START, Map.of(0, 7L, 1, 0L, 2, 0L), Map.of(0, 7L))).isTrue();
  }

  @Test
  void a_partition_whose_first_events_are_just_being_read_is_no_lag() {
    Map<Integer, Long> ends = Map.of(0, 900L, 1, 3L, 2, 0L);
    assertThat(LogLag.isSmall(FROM_THE_START, ends, Map.of(0, 900L))).isTrue();
  }

  @Test
  void where_redis_has_lost_everything_the_least_event_is_lag() {
    assertThat(LogLag.isSmall(FROM_THE_START, Map.of(0, 1L, 1, 0L, 2, 0L), Map.of())).isFalse();
  }

  @Test
  void it_is_lag_as_well_when_the_first_of_many_partitions_is_read_again() {
    Map<Integer, Long> ends = Map.of(0, 300L, 1, 300L, 2, 300L);
    assertThat(LogLag.isSmall(FROM_THE_START, ends, Map.of(0, 300L))).isFalse();
  }

  @Test
  void events_that_are_kept_no_longer_are_not_waited_for() {
    Map<Integer, Long> starts = Map.of(0, 900L, 1, 5000L, 2, 0L);
    Map<Integer, Long> ends = Map.of(0, 1000L, 1, 5000L, 2, 0L);
    assertThat(LogLag.isSmall(starts, ends, Map.of(0, 1000L))).isTrue();
    assertThat(LogLag.isSmall(starts, Map.of(1, 5000L), Map.of())).isTrue();
  }
}
