package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** An API that refuses, limits, fails or says nothing. */
final class UpstreamScenarios {

  private static final Duration NEAR = Duration.ofSeconds(2);

  /** The length of X's rate windows. */
  private static final Duration FAR = Duration.ofMinutes(15);

  private UpstreamScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        space("token-expires", "The guest token expires after one call.", "completed")
            .fault(on(Kind.STREAM).first(1).then(Changes.revokeToken()))
            .build(),
        space("forbidden-once", "403 at first.", "completed")
            .fault(on(Kind.SPACE).first(1).then(Changes.error(403, 200, "Forbidden.")))
            .build(),
        space("no-calls-left", "The token's last call; another is needed.", "completed")
            .fault(on(Kind.SPACE).first(1).then(Changes.lastCall(FAR)))
            .build(),
        space("rate-limited-briefly", "429 at first, reset in 2 s.", "completed")
            .fault(on(Kind.SPACE).first(1).then(Changes.rateLimited(NEAR)))
            .build(),
        space("rate-limited", "429 always, reset in 15 min.", "upstream-rate-limited")
            .fault(on(Kind.SPACE).then(Changes.rateLimited(FAR)))
            .build(),
        space("failing", "500 always.", "upstream-unavailable")
            .fault(on(Kind.SPACE).then(Changes.error(500, 131, "Internal error")))
            .build(),
        space("failing-twice", "500 twice, then fine.", "completed")
            .fault(on(Kind.SPACE).first(2).then(Changes.error(500, 131, "Internal error")))
            .build(),
        space("hanging", "Never answers.", "upstream-unavailable")
            .fault(on(Kind.SPACE).then(Changes.hang()))
            .build(),
        space("hanging-once", "Does not answer at first.", "completed")
            .fault(on(Kind.SPACE).first(1).then(Changes.hang()))
            .build(),
        space("resetting", "Resets every connection.", "upstream-unavailable")
            .fault(on(Kind.SPACE).then(Changes.reset()))
            .build(),
        space("stream-failing-twice", "The stream call fails twice.", "completed")
            .fault(on(Kind.STREAM).first(2).then(Changes.error(503, 130, "Over capacity")))
            .build(),
        space("slow", "Each call takes 2 s.", "completed")
            .fault(
                on(Kind.SPACE).then(Changes.slow(NEAR, 0)),
                on(Kind.STREAM).then(Changes.slow(NEAR, 0)))
            .build());
  }
}
