package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.SpaceScenarioBuilder;

/** Recordings that X has not finished; they ended 20 s before the simulator started. */
final class JustEndedScenarios {

  private static final int TRIES = 3;
  private static final String MOVED = "moved_";

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
        justEnded("just-ended-short", "Closed for two requests, without its end.", "completed")
            .fault(
                on(Kind.SPACE).then(endedWhenFirstAskedFor()),
                on(Kind.PLAYLIST).first(2).then(PlaylistEdits.shorterBy(4)))
            .build(),
        justEnded("just-ended-tail-later", "Closed for 30 s, without its end.", "completed")
            .fault(
                on(Kind.SPACE).then(endedWhenFirstAskedFor()),
                on(Kind.PLAYLIST).during(Duration.ofSeconds(30)).then(PlaylistEdits.shorterBy(4)))
            .build(),
        justEnded(
                "just-ended-moved",
                "The first address answers 404 for ever; the stream call names another then.",
                "completed")
            .fault(
                on(Kind.STREAM).then(movedAfterFirst()), on(Kind.PLAYLIST).then(goneUnlessMoved()))
            .build(),
        justEnded("never-ready", "The playlist answers 404 for ever.", "recording-not-ready")
            .fault(on(Kind.PLAYLIST).then(Changes.status(404)))
            .build(),
        space(
                "playlist-moved",
                "Ended long ago; the first address answers 404 for ever, the next one is whole.",
                "completed")
            .fault(
                on(Kind.STREAM).then(movedAfterFirst()), on(Kind.PLAYLIST).then(goneUnlessMoved()))
            .build(),
        space("playlist-gone", "Ended long ago; the playlist answers 404.", "recording-expired")
            .fault(on(Kind.PLAYLIST).then(Changes.status(404)))
            .build());
  }

  /** However long ago the simulator was started. */
  private static Change endedWhenFirstAskedFor() {
    return (exchange, honest) ->
        Changes.json(
                root -> {
                  ObjectNode metadata = StateScenarios.metadata(root);
                  long end = System.currentTimeMillis() - exchange.elapsed().toMillis();
                  long later = end - metadata.get("ended_at").asLong();
                  metadata.put("started_at", metadata.get("started_at").asLong() + later);
                  metadata.put("ended_at", String.valueOf(end));
                })
            .apply(exchange, honest);
  }

  private static Change movedAfterFirst() {
    return (exchange, honest) ->
        exchange.attempt() == 1
            ? honest
            : honest.mapText(text -> text.replace("/playlist_", "/" + MOVED + "playlist_"));
  }

  private static Change goneUnlessMoved() {
    return (exchange, honest) -> exchange.path().contains("/" + MOVED) ? honest : Reply.empty(404);
  }

  private static SpaceScenarioBuilder justEnded(String name, String about, String expected) {
    return space(name, about, expected).endedAgo(Duration.ofSeconds(20));
  }
}
