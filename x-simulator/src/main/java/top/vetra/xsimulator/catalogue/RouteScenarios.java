package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.api.WebClient;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Exchange;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.SpaceScenario;

/** What X answers one caller, or at one address, and not another. */
final class RouteScenarios {

  private static final String NOTHING = "{\"data\":{\"audioSpace\":{}}}";

  private static final String INVALID =
      "{\"errors\":[{\"message\":\"BadRequest: invalid broadcast_ids=[1]\",\"code\":214,"
          + "\"kind\":\"Validation\",\"name\":\"BadRequestError\"}],\"data\":{\"audioSpace\":{}}}";

  private static final String DENIED =
      "{\"errors\":[{\"message\":\"Access denied\",\"kind\":\"Permissions\","
          + "\"name\":\"GenericAccessDenied\",\"code\":37}],\"data\":{\"audioSpace\":{}}}";

  private static final Reply CLOUDFLARE =
      Reply.text(
              403,
              "text/html; charset=UTF-8",
              "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>"
                  + "<body><h1>Sorry, you have been blocked</h1></body></html>")
          .withHeader("Server", "cloudflare");

  private static final Reply CHALLENGE =
      Reply.text(
              503,
              "text/html; charset=UTF-8",
              "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
          .withHeader("Server", "cloudflare")
          .withHeader("cf-mitigated", "challenge");

  private RouteScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        space("empty-to-guests", "Empty to guests, whole to a session.", "space-not-found")
            .fault(on(Kind.SPACE).then(unless(RouteScenarios::isLoggedIn, NOTHING)))
            .build(),
        space("empty-on-first-route", "Empty at one of X's hosts, whole at the other.", "completed")
            .fault(
                on(Kind.SPACE)
                    .then(unless(exchange -> exchange.path().startsWith("/graphql"), NOTHING)))
            .build(),
        space("invalid-id", "Code 214 for an id that never was.", "space-not-found")
            .fault(on(Kind.SPACE).then(Changes.reply(Reply.json(200, INVALID))))
            .build(),
        space("access-denied", "GenericAccessDenied.", "space-restricted")
            .fault(on(Kind.SPACE).then(Changes.reply(Reply.json(200, DENIED))))
            .build(),
        restricted("employees-only", metadata -> metadata.put("narrow_cast_space_type", 1)),
        restricted("subscribers-only", metadata -> metadata.put("narrow_cast_space_type", 2)),
        restricted("locked", metadata -> metadata.put("is_locked", true)),
        space("blank-once", "404 without a body at first.", "completed")
            .fault(on(Kind.SPACE).first(1).then(Changes.status(404)))
            .build(),
        space("stale-ids", "All ids are stale but that of X's web client.", "completed")
            .fault(
                on(Kind.SPACE)
                    .then(
                        (exchange, honest) ->
                            exchange.queryId().equals(WebClient.SPACE_QUERY_ID)
                                ? honest
                                : Reply.empty(404)))
            .build(),
        space("blocked-briefly", "Cloudflare's page at first.", "completed")
            .fault(on(Kind.SPACE).first(2).then(Changes.reply(CLOUDFLARE)))
            .build(),
        space("stream-challenged-briefly", "Cloudflare's challenge at first.", "completed")
            .fault(on(Kind.STREAM).first(1).then(Changes.reply(CHALLENGE)))
            .build(),
        space("blocked", "Cloudflare's page always.", "upstream-blocked")
            .fault(on(Kind.SPACE).then(Changes.reply(CLOUDFLARE)))
            .build());
  }

  private static boolean isLoggedIn(Exchange exchange) {
    return exchange.loggedIn();
  }

  private static Change unless(Predicate<Exchange> condition, String body) {
    return (exchange, honest) ->
        condition.test(exchange) ? honest : Reply.json(honest.status(), body);
  }

  private static SpaceScenario restricted(String name, Consumer<ObjectNode> change) {
    return space(name, "Its metadata says so.", "space-restricted")
        .fault(
            on(Kind.SPACE)
                .then(
                    Changes.json(
                        root -> change.accept((ObjectNode) root.at("/data/audioSpace/metadata")))))
        .build();
  }
}
