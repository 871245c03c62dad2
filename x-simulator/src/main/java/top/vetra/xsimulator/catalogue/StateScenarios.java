package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.fault.Fault.on;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.SpaceScenarioBuilder;
import top.vetra.xsimulator.space.SpaceState;

/** What X can say about a Space and its stream. */
final class StateScenarios {

  /** The first query id a client tries; stale in one scenario. */
  private static final String FIRST_QUERY_ID = "HPEisOmj1epUNLCWTYhUWw";

  private StateScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        state("live", SpaceState.Running, true, "space-live"),
        state("not-started", SpaceState.NotStarted, true, "space-not-started"),
        state("pre-published", SpaceState.PrePublished, true, "space-not-started"),
        state("canceled", SpaceState.Canceled, false, "space-canceled"),
        state("not-recorded", SpaceState.Ended, false, "space-not-recorded"),
        state("timed-out", SpaceState.TimedOut, true, "completed"),
        space("not-found", "There is no audioSpace.", "space-not-found")
            .fault(on(Kind.SPACE).then(Changes.json(root -> data(root).remove("audioSpace"))))
            .build(),
        space("no-metadata", "The audioSpace is empty.", "space-not-found")
            .fault(on(Kind.SPACE).then(Changes.json(root -> audioSpace(root).removeAll())))
            .build(),
        space("restricted", "Guests are not authorized; a session is.", "space-restricted")
            .fault(on(Kind.SPACE).then(guestsRefused()))
            .build(),
        space("dependency-unspecified", "An error is named, yet the data is there.", "completed")
            .fault(
                on(Kind.SPACE).then(Changes.json(root -> error(root, "Dependency: Unspecified"))))
            .build(),
        space("host-in-core", "The host's names lie under core.", "completed")
            .fault(on(Kind.SPACE).then(Changes.json(StateScenarios::hostToCore)))
            .build(),
        space("missing-host", "The host is suspended and has no names.", "completed")
            .fault(on(Kind.SPACE).then(Changes.json(root -> creator(root).removeAll())))
            .build(),
        space("null-title", "There is no title.", "completed").title(null).build(),
        space("ended-at-string", "The end is a string, as on X.", "completed").build(),
        space("ended-at-number", "The end is a number like its neighbours.", "completed")
            .fault(on(Kind.SPACE).then(Changes.json(StateScenarios::endToNumber)))
            .build(),
        space("recording-expired", "The stream call answers 404.", "recording-expired")
            .fault(on(Kind.STREAM).then(Changes.error(404, 34, "Sorry, that page does not exist.")))
            .build(),
        space("geo-blocked", "The stream's path says geoblocked.", "geo-blocked")
            .fault(on(Kind.STREAM).then(replacing("/non_transcode/", "/geoblocked/non_transcode/")))
            .build(),
        space("authorized-status", "The stream's address is wrapped in another.", "completed")
            .fault(on(Kind.STREAM).then(Changes.json(StateScenarios::wrap)))
            .build(),
        space("location-only", "There is no noRedirectPlaybackUrl.", "completed")
            .fault(
                on(Kind.STREAM)
                    .then(Changes.json(root -> source(root).remove("noRedirectPlaybackUrl"))))
            .build(),
        space("too-long", "Thirteen hours.", "too-long").seconds(13 * 3600).build(),
        space("replay-starts-later", "The host starts the replay at 0:35.", "completed")
            .fault(
                on(Kind.SPACE)
                    .then(Changes.json(root -> metadata(root).put("replay_start_time", 35))))
            .build(),
        space("unintelligible", "A web page where JSON should be.", "upstream-changed")
            .fault(on(Kind.SPACE).then(Changes.reply(webPage())))
            .build(),
        space("shape-changed", "The media key is gone.", "upstream-changed")
            .fault(on(Kind.SPACE).then(Changes.json(root -> metadata(root).remove("media_key"))))
            .build(),
        space("stale-query-id", "The first query id answers 404.", "completed")
            .fault(on(Kind.SPACE).then(staleFirstId()))
            .build());
  }

  /** X says that it began so much earlier. */
  static Change begun(Duration earlier) {
    return Changes.json(
        root -> {
          ObjectNode metadata = metadata(root);
          metadata.put("started_at", metadata.get("started_at").asLong() - earlier.toMillis());
        });
  }

  static SpaceScenarioBuilder space(String name, String about, String... expected) {
    return SpaceScenario.named(name).about(about).expect(expected);
  }

  static Reply webPage() {
    return Reply.text(
        200, "text/html", "<!doctype html><title>X</title><p>Something went wrong. Try again.");
  }

  private static SpaceScenario state(
      String name, SpaceState state, boolean replay, String expected) {
    return space(name, "State " + state + ", replay " + replay + ".", expected)
        .state(state)
        .replay(replay)
        .build();
  }

  private static Change guestsRefused() {
    return (exchange, honest) ->
        exchange.loggedIn()
            ? honest
            : Reply.json(
                200,
                "{\"errors\":[{\"message\":\"User is not authorized to view this Space\","
                    + "\"code\":37,\"name\":\"AuthorizationError\"}],\"data\":{}}");
  }

  private static Change staleFirstId() {
    return (exchange, honest) ->
        exchange.queryId().equals(FIRST_QUERY_ID) ? Reply.empty(404) : honest;
  }

  private static Change replacing(String part, String by) {
    return Changes.text(body -> body.replace(part, by));
  }

  private static void error(ObjectNode root, String message) {
    root.putArray("errors").addObject().put("message", message).put("code", 0);
  }

  private static void hostToCore(ObjectNode root) {
    ObjectNode user = (ObjectNode) creator(root).get("result");
    ObjectNode legacy = (ObjectNode) user.get("legacy");
    ObjectNode core = user.putObject("core");
    core.set("name", legacy.remove("name"));
    core.set("screen_name", legacy.remove("screen_name"));
  }

  private static void endToNumber(ObjectNode root) {
    ObjectNode metadata = metadata(root);
    metadata.put("ended_at", Long.parseLong(metadata.get("ended_at").stringValue()));
  }

  private static void wrap(ObjectNode root) {
    String url = source(root).get("location").stringValue();
    String wrapped =
        url.replaceFirst("/non_transcode/.*", "/authorized_status/us-east-1")
            + "?url="
            + URLEncoder.encode(url, StandardCharsets.UTF_8);
    source(root).put("location", wrapped).put("noRedirectPlaybackUrl", wrapped);
  }

  private static ObjectNode data(ObjectNode root) {
    return (ObjectNode) root.get("data");
  }

  private static ObjectNode audioSpace(ObjectNode root) {
    return (ObjectNode) data(root).get("audioSpace");
  }

  static ObjectNode metadata(ObjectNode root) {
    return (ObjectNode) audioSpace(root).get("metadata");
  }

  private static ObjectNode creator(ObjectNode root) {
    return (ObjectNode) metadata(root).get("creator_results");
  }

  private static ObjectNode source(ObjectNode root) {
    return (ObjectNode) root.get("source");
  }
}
