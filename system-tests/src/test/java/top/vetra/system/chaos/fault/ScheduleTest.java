package top.vetra.system.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private record Named(String name) implements Target {

    @Override
    public List<Kind> kinds() {
      return List.of(Kind.KILL, Kind.PAUSE);
    }

    @Override
    public void begin(Kind kind) {}

    @Override
    public void end(Kind kind) {}
  }

  private static final List<Named> TARGETS = List.of(new Named("a"), new Named("b"));

  @Test
  void equal_seeds_give_equal_faults_and_others_give_others() {
    assertThat(faults(1)).isEqualTo(faults(1)).isNotEqualTo(faults(2));
  }

  @Test
  void every_target_is_hit_in_every_way_it_can_be() {
    assertThat(faults(1))
        .extracting(fault -> fault.target().name() + " " + fault.kind())
        .contains("a KILL", "a PAUSE", "b KILL", "b PAUSE");
  }

  private static List<Fault> faults(long seed) {
    return Stream.generate(new Schedule(seed, TARGETS)::next).limit(100).toList();
  }
}
