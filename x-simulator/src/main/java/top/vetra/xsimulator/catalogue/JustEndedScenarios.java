package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.SpaceScenarioBuilder;

/** Recordings that X has not finished; they ended 20 s before the simulator started. */
final class JustEndedScenarios {

  private static final int TRIES = 3;

  private JustEndedScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        justEnded("just-ended", "The playlist answers 404 three times.", "completed")
            .fault(on(Kind.PLAYLIST).first(TRIES).then(Changes.status(404)))
            .build(),
        justEnded("just-ended-seconds", "The playlist answers 404 for 8 s.", "completed")
            .fault(on(Kind.PLAYLIST).during(Duration.ofSeconds(8)).then(Changes.status(404)))
            .build(),
        justEnded("just-ended-growing", "The playlist grows for three requests.", "completed")
            .fault(on(Kind.PLAYLIST).first(TRIES).then(PlaylistEdits.growing(4)))
            .build(),
        justEnded("never-ready", "The playlist answers 404 for ever.", "recording-not-ready")
            .fault(on(Kind.PLAYLIST).then(Changes.status(404)))
            .build(),
        space("playlist-gone", "Ended long ago; the playlist answers 404.", "recording-expired")
            .fault(on(Kind.PLAYLIST).then(Changes.status(404)))
            .build());
  }

  private static SpaceScenarioBuilder justEnded(String name, String about, String expected) {
    return space(name, about, expected).endedAgo(Duration.ofSeconds(20));
  }
}
