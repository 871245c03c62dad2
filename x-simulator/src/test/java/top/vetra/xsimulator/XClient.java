package top.vetra.xsimulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.xsimulator.space.SpaceScenario;

/** Asks the simulator what a downloader asks X. */
final class XClient {

  static final String BEARER =
      "Bearer AAAAAAAAAAAAAAAAAAAAANRILgAAAAAAnNwIzUejRCOuH5E6I8xnZz4puTs"
          + "%3D1Zv7ttfk8LF81IUq16cHjhLTvJu4FA33AGWWjCpTnA";

  static final String SPACE_QUERY = "/i/api/graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById";
  static final String SPACE_FEATURES =
      "{'dont_mention_me_view_api_enabled':true,'interactive_text_enabled':true,"
          + "'responsive_web_edit_tweet_api_enabled':true,"
          + "'responsive_web_enhance_cards_enabled':true,'responsive_web_uc_gql_enabled':true,"
          + "'spaces_2022_h2_clipping':true,'spaces_2022_h2_spaces_communities':false,"
          + "'standardized_nudges_misinfo':true,'vibe_api_enabled':true,"
          + "'tweet_with_visibility_results_prefer_gql_limited_actions_policy_enabled':false}";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  XClient(RunningSimulator simulator) {
    this.url = simulator.url();
  }

  String guestToken() throws IOException, InterruptedException {
    HttpRequest request =
        request("/1.1/guest/activate.json")
            .header("Authorization", BEARER)
            .POST(BodyPublishers.noBody())
            .build();
    return JSON.readTree(send(request).body()).get("guest_token").stringValue();
  }

  HttpResponse<byte[]> get(String pathOrUrl) throws IOException, InterruptedException {
    return send(request(pathOrUrl).build());
  }

  HttpResponse<byte[]> get(String path, String token) throws IOException, InterruptedException {
    return send(
        request(path).header("Authorization", BEARER).header("x-guest-token", token).build());
  }

  HttpResponse<byte[]> space(String id, String token) throws IOException, InterruptedException {
    String variables = "{'id':'" + id + "','isMetatagsQuery':true,'withReplays':true}";
    return get(SPACE_QUERY + query(variables, SPACE_FEATURES), token);
  }

  HttpResponse<byte[]> stream(SpaceScenario space, String token)
      throws IOException, InterruptedException {
    return get("/1.1/live_video_stream/status/" + space.mediaKey() + "?client=web", token);
  }

  String playlistUrl(SpaceScenario space) throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(stream(space, guestToken()).body());
    return answer.get("source").get("noRedirectPlaybackUrl").stringValue();
  }

  /** Addresses of the segments in a playlist. */
  List<String> segments(String playlistUrl) throws IOException, InterruptedException {
    return text(get(playlistUrl))
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> URI.create(playlistUrl).resolve(line).toString())
        .toList();
  }

  static String query(String variables, String features) {
    return "?variables=" + encoded(variables) + "&features=" + encoded(features);
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  HttpRequest.Builder request(String pathOrUrl) {
    String address = pathOrUrl.startsWith("/") ? url + pathOrUrl : pathOrUrl;
    return HttpRequest.newBuilder(URI.create(address));
  }

  HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return send(request, Duration.ofSeconds(20));
  }

  /** The JDK's own timeout ends with the headers; this one holds for the body too. */
  HttpResponse<byte[]> send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return http.sendAsync(request, BodyHandlers.ofByteArray())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + timeout);
    }
  }

  private static String encoded(String json) {
    return URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8);
  }
}
