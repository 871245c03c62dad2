package top.vetra.resolver.x.stream;

import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.link.MediaHosts;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.call.XCalls;

/** Asks where the recording of a Space lies. */
public final class StreamStatus {

  private static final String PATH = "/1.1/live_video_stream/status/";
  private static final String QUERY =
      "?client=web&use_syndication_guest_id=false&cookie_set_host=x.com";

  private final XCalls calls;
  private final URI apiUrl;
  private final MediaHosts hosts;

  /**
   * @param apiUrl base of the call
   * @param hosts where playlists may lie
   */
  public StreamStatus(XCalls calls, URI apiUrl, MediaHosts hosts) {
    this.calls = calls;
    this.apiUrl = apiUrl;
    this.hosts = hosts;
  }

  /** The playlist's address, on an allowed host; empty if X has no recording. */
  public Mono<URI> playlist(String mediaKey) {
    return calls.get(Endpoint.STREAM, URI.create(apiUrl + PATH + mediaKey + QUERY), this::read);
  }

  private Optional<URI> read(Reply reply) {
    JsonNode source = reply.json().path("source");
    if (!source.isObject()) {
      return none(reply);
    }
    String direct = source.path("noRedirectPlaybackUrl").asString("");
    String location = source.path("location").asString("");
    if (direct.isBlank() && location.isBlank()) {
      return Optional.empty();
    }
    return PlaybackUrl.of(direct, hosts)
        .or(() -> PlaybackUrl.of(location, hosts))
        .or(
            () -> {
              throw reply.notUnderstood("no playlist on an allowed host");
            });
  }

  private static Optional<URI> none(Reply reply) {
    if (reply.status() == 404 && !reply.inTrouble()) {
      return Optional.empty();
    }
    throw reply.withoutStream();
  }
}
