package top.vetra.xsimulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.api.ApiRequest;
import top.vetra.xsimulator.api.WebClient;
import top.vetra.xsimulator.api.XApi;
import top.vetra.xsimulator.fault.Exchange;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.fault.RevocableToken;
import top.vetra.xsimulator.hls.HlsOrigin;
import top.vetra.xsimulator.picture.Portraits;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.Spaces;

/** From a request to the honest answer, and from there through the faults to the one sent. */
final class FrontDoor {

  private static final String REDIRECT = "/tco/";

  private final Spaces spaces;
  private final XApi api;
  private final HlsOrigin hls;
  private final Attempts attempts = new Attempts();
  private final RequestLog log = new RequestLog();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<Fault> injected = new CopyOnWriteArrayList<>();

  FrontDoor(Spaces spaces, XApi api, HlsOrigin hls) {
    this.spaces = spaces;
    this.api = api;
    this.hls = hls;
  }

  private record Honest(
      Kind kind,
      @Nullable SpaceScenario space,
      int index,
      String queryId,
      boolean loggedIn,
      @Nullable RevocableToken token,
      Reply reply) {

    static Honest of(Kind kind, @Nullable SpaceScenario space, int index, Reply reply) {
      return new Honest(kind, space, index, "", false, null, reply);
    }
  }

  /** What the host of recordings answers; it may block while ffmpeg works. */
  Reply media(ApiRequest request) {
    HlsOrigin.Target target = HlsOrigin.Target.of(request.path());
    Honest honest =
        target == null
            ? Honest.of(Kind.OTHER, null, -1, Reply.empty(404))
            : recording(request, target);
    return logged(request, honest.kind(), throughFaults(request, honest));
  }

  /** What X's API and pages answer. */
  Reply answer(ApiRequest request) {
    XApi.Answer called = api.answer(request);
    if (called != null && called.refused()) {
      return logged(request, called.kind(), called.reply());
    }
    Honest honest =
        called != null
            ? new Honest(
                called.kind(),
                called.space(),
                -1,
                called.queryId(),
                called.loggedIn(),
                called.token(),
                called.reply())
            : elsewhere(request);
    return logged(request, honest.kind(), throughFaults(request, honest));
  }

  private Honest elsewhere(ApiRequest request) {
    String path = request.path();
    if (path.startsWith(REDIRECT)) {
      String location = redirects.get(path.substring(REDIRECT.length()));
      Reply reply =
          location == null ? Reply.empty(404) : Reply.empty(301).withHeader("Location", location);
      return Honest.of(Kind.REDIRECT, null, -1, reply);
    }
    if (Portraits.holds(path)) {
      return Honest.of(Kind.IMAGE, null, -1, Portraits.reply(path));
    }
    Reply part = WebClient.part(path);
    if (part != null) {
      return Honest.of(Kind.WEB_CLIENT, null, -1, part);
    }
    Reply page =
        switch (path) {
          case "/" ->
              Reply.text(
                  200, "text/html;charset=utf-8", ScenarioPage.html(spaces) + WebClient.script());
          case "/scenarios" -> Reply.json(200, ScenarioPage.json(spaces));
          default -> Reply.empty(404);
        };
    return Honest.of(Kind.OTHER, null, -1, page);
  }

  private Honest recording(ApiRequest request, HlsOrigin.Target target) {
    SpaceScenario space = spaces.byStreamKey(target.streamKey());
    String origin = request.headers().getOrDefault("origin", "https://x.com");
    if (space == null || !origin.matches("https://(x|twitter)\\.com")) {
      return Honest.of(target.kind(), null, -1, Reply.empty(space == null ? 404 : 403));
    }
    return Honest.of(target.kind(), space, hls.index(space, target), hls.reply(space, target));
  }

  private Reply throughFaults(ApiRequest request, Honest honest) {
    SpaceScenario space = honest.space();
    Attempts.Attempt attempt =
        attempts.next(space == null ? "" : space.id(), honest.kind(), honest.index());
    Exchange exchange =
        new Exchange(
            honest.kind(),
            request.path(),
            honest.index(),
            attempt.number(),
            attempt.elapsed(),
            honest.queryId(),
            honest.loggedIn(),
            honest.token());
    Reply reply = honest.reply();
    for (Fault fault : space == null ? List.<Fault>of() : space.faults()) {
      reply = fault.meets(exchange) ? fault.change().apply(exchange, reply) : reply;
    }
    for (Fault fault : injected) {
      reply = fault.meets(exchange) ? fault.change().apply(exchange, reply) : reply;
    }
    return reply;
  }

  private Reply logged(ApiRequest request, Kind kind, Reply reply) {
    log.add(
        new RequestLog.Entry(
            Instant.now(),
            kind,
            request.method(),
            request.path(),
            request.headers(),
            reply.status()));
    return reply;
  }

  RequestLog log() {
    return log;
  }

  Map<String, String> redirects() {
    return redirects;
  }

  List<Fault> injected() {
    return injected;
  }

  void forgetAttempts() {
    attempts.clear();
  }
}
