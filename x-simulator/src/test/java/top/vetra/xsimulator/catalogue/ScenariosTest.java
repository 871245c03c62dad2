package top.vetra.xsimulator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import top.vetra.xsimulator.space.SpaceScenario;

class ScenariosTest {

  private static final Set<String> OUTCOMES =
      Set.of(
          "completed",
          "space-not-found",
          "space-not-started",
          "space-live",
          "space-canceled",
          "space-not-recorded",
          "space-restricted",
          "post-not-found",
          "post-without-space",
          "geo-blocked",
          "recording-expired",
          "recording-not-ready",
          "upstream-rate-limited",
          "upstream-unavailable",
          "upstream-blocked",
          "upstream-changed",
          "audio-incomplete",
          "audio-invalid",
          "too-long");

  private final List<SpaceScenario> all = Scenarios.all(600);

  @Test
  void everyScenarioHasItsOwnNameAndIds() {
    assertThat(all).extracting(SpaceScenario::name).doesNotHaveDuplicates();
    assertThat(all).extracting(SpaceScenario::id).doesNotHaveDuplicates();
    assertThat(all).extracting(SpaceScenario::postId).doesNotHaveDuplicates();
    assertThat(all).extracting(SpaceScenario::id).allMatch(id -> id.matches("1[0-9A-Za-z]{12}"));
  }

  @Test
  void everyScenarioExpectsAnOutcomeOfTheContractAndAllButInternalCanBeReached() {
    assertThat(all)
        .flatExtracting(SpaceScenario::expected)
        .containsOnly(OUTCOMES.toArray(String[]::new));
  }

  @Test
  void scenariosAreTheSameInEveryRun() {
    List<SpaceScenario> again = Scenarios.all(600);
    assertThat(again)
        .extracting(SpaceScenario::link)
        .isEqualTo(all.stream().map(SpaceScenario::link).toList());
  }
}
