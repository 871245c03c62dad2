package top.vetra.system.page;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state of the page, on screens of all sizes, in both colours: nothing sticks out, axe-core
 * finds nothing, and a picture of it is left in {@code target/screenshots}.
 */
@ExtendWith(Browsing.Resolver.class)
class StatesIT {

  private static final Set<State> TELLING =
      EnumSet.of(State.WAITING, State.FETCHING, State.COMPLETED, State.GAPS, State.INCOMPLETE);

  @ParameterizedTest
  @EnumSource
  void everyStateCanBeSeenAndReadByEverybody(Screen screen, Browsing browsing) {
    try (Camera camera = new Camera(browsing.browser(), browsing.base(), screen)) {
      camera.shootHome();
      for (State state : screen.isThorough() ? EnumSet.allOf(State.class) : TELLING) {
        camera.shoot(state);
      }
      camera.shootGone();
    }
  }
}
