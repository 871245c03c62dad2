package top.vetra.resolver;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** A server that answers like X where nothing is scripted, for what no simulated Space does. */
final class FakeX implements AutoCloseable {

  static final String SPACE_ID = "1yNGaYRQEpeGj";
  static final String SPACE_LINK = "https://x.com/i/spaces/" + SPACE_ID;
  static final String PLAYLIST = "https://prod-fastly-us-east-1.video.pscp.tv/a/playlist_1.m3u8";

  static final String SPACE =
      """
      {"data":{"audioSpace":{"metadata":{"rest_id":"1yNGaYRQEpeGj","state":"Ended",
        "media_key":"28_1900000000000000001","started_at":1773511200123,
        "ended_at":"1773511261627","is_space_available_for_replay":true}}}}
      """;

  private final DisposableServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile Function<Request, Reply> script = request -> honest(request);

  /** What was asked; header names in lower case. */
  record Request(
      String method,
      String path,
      String rawQuery,
      Map<String, String> query,
      Map<String, String> headers) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String parameter(String name) {
      return query.getOrDefault(name, "");
    }

    /** The names of the features that are sent with this value. */
    Set<String> features(boolean value) {
      return JsonMapper.shared()
          .readTree(parameter("features"))
          .propertyStream()
          .filter(feature -> feature.getValue().booleanValue() == value)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    boolean isFor(String part) {
      return path.contains(part);
    }
  }

  /** What is answered. */
  record Reply(int status, Map<String, String> headers, Publisher<String> body) {

    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), Mono.just(body));
    }

    Reply with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }

    /** Never comes to its end. */
    Reply dripping() {
      Flux<String> drops = Flux.interval(Duration.ofMillis(20)).map(i -> " ");
      return new Reply(status, headers, drops);
    }
  }

  FakeX() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .compress(true)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(16_384))
            .handle(this::handle)
            .bindNow();
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    QueryStringDecoder address = new QueryStringDecoder(request.uri());
    Map<String, String> query = new HashMap<>();
    address.parameters().forEach((name, values) -> query.put(name, values.get(0)));
    Map<String, String> headers = new HashMap<>();
    request
        .requestHeaders()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    Request asked =
        new Request(request.method().name(), address.path(), address.rawQuery(), query, headers);
    requests.add(asked);
    Reply reply = script.apply(asked);
    response.status(HttpResponseStatus.valueOf(reply.status()));
    reply.headers().forEach(response::header);
    return response.sendString(reply.body(), StandardCharsets.UTF_8);
  }

  /** What X answers when all is well. */
  Reply honest(Request request) {
    if (request.isFor("/guest/activate.json")) {
      return Reply.json(200, "{\"guest_token\":\"" + (1000 + tokens.incrementAndGet()) + "\"}");
    }
    if (request.isFor("AudioSpaceById")) {
      return Reply.json(200, SPACE);
    }
    if (request.isFor("/live_video_stream/")) {
      return Reply.json(200, "{\"source\":{\"location\":\"" + PLAYLIST + "\"}}");
    }
    return Reply.json(404, "");
  }

  /** Answers so from now on. */
  void answer(Function<Request, Reply> other) {
    this.script = other;
  }

  /** Answers so to requests whose path has this part, and honestly to all others. */
  void answer(String part, Function<Request, Reply> other) {
    answer(request -> request.isFor(part) ? other.apply(request) : honest(request));
  }

  List<Request> requests(String part) {
    return requests.stream().filter(request -> request.isFor(part)).toList();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** The service's settings, with this server in X's place. */
  ResolverSettings settings(String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("VETRA_X_API_URL", url());
    variables.put("VETRA_X_WEB_URL", url());
    variables.put("VETRA_X_SHORT_URL", url() + "/tco");
    variables.put("VETRA_X_ASSETS_URL", url());
    variables.put("VETRA_X_SYNDICATION_URL", url());
    variables.put("VETRA_X_RESPONSE_TIMEOUT", "PT3S");
    variables.put("VETRA_X_BACKOFF", "PT0.005S");
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return TestSettings.of(variables);
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(2));
  }
}
