package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Delivery.Ending;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** Segments that do not arrive, or arrive late, short or twice. */
final class SegmentScenarios {

  /** The segment that has the trouble. */
  private static final int SEGMENT = 5;

  /** About the middle of a segment of 36 KB. */
  private static final int HALF = 18_000;

  private static final String INCOMPLETE = "audio-incomplete";

  private SegmentScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        one("segment-missing", "Always 404.", INCOMPLETE, always().then(Changes.status(404))),
        one("segment-404-once", "404 once.", "completed", first(1).then(Changes.status(404))),
        one("segment-503-twice", "503 twice.", "completed", first(2).then(Changes.status(503))),
        one("segment-reset-once", "Reset once.", "completed", first(1).then(cut(Ending.RESET))),
        one("segment-stall-once", "Stalls once.", "completed", first(1).then(cut(Ending.STALL))),
        one("segment-stalling", "Always stalls.", INCOMPLETE, always().then(cut(Ending.STALL))),
        one("segment-cut-once", "Cut short once.", "completed", first(1).then(cut(Ending.CLOSE))),
        one("segment-cut", "Always cut short.", INCOMPLETE, always().then(cut(Ending.CLOSE))),
        one(
            "segment-short-once",
            "Ends in its middle once, between two frames, and says so.",
            "completed",
            first(1).then(SegmentDamage.endBefore(70))),
        one(
            "segment-empty",
            "An empty body, and 200.",
            INCOMPLETE,
            always().then(Changes.bytes(bytes -> new byte[0]))),
        one(
            "segment-slow",
            "Takes about 6 s.",
            "completed",
            always().then(Changes.slow(Duration.ofSeconds(1), 60))),
        space("segments-missing", "Segments 5 and 6 and the last answer 404.", INCOMPLETE)
            .fault(
                on(Kind.SEGMENT).at(5).then(Changes.status(404)),
                on(Kind.SEGMENT).at(6).then(Changes.status(404)),
                on(Kind.SEGMENT).at(20).then(Changes.status(404)))
            .build(),
        space("duplicate-entries", "The playlist lists segment 5 twice.", "completed")
            .fault(on(Kind.PLAYLIST).then(PlaylistEdits.twice(SEGMENT)))
            .build(),
        space("reversed-names", "Sequence numbers in names run backwards.", "completed")
            .reversedNames()
            .build());
  }

  private static Fault.On always() {
    return on(Kind.SEGMENT).at(SEGMENT);
  }

  private static Fault.On first(int times) {
    return always().first(times);
  }

  private static Change cut(Ending ending) {
    return Changes.ending(ending, HALF);
  }

  private static SpaceScenario one(String name, String about, String expected, Fault fault) {
    return space(name, "Segment " + SEGMENT + ": " + about, expected).fault(fault).build();
  }
}
