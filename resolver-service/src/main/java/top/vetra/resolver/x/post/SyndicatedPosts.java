package top.vetra.resolver.x.post;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.x.call.Answer;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Http;

/**
 * Posts as X gives them to pages that show them within: without a guest token, and with the card
 * and the links of the post. A second opinion, so it is asked once and never fails.
 */
public final class SyndicatedPosts {

  private static final Logger log = LoggerFactory.getLogger(SyndicatedPosts.class);

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** X's own script makes a word of the id; any word is taken. */
  private static final int RADIX = 36;

  private final Http http;
  private final URI baseUrl;
  private final Map<String, String> headers;

  /**
   * @param baseUrl what stands before {@code /tweet-result}
   */
  public SyndicatedPosts(Http http, URI baseUrl, Map<String, String> headers) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.headers = Map.copyOf(headers);
  }

  /**
   * The id of the post's Space, or {@code post-without-space}; empty where the post is not to be
   * had here either.
   */
  Mono<String> spaceIn(String postId) {
    URI uri =
        URI.create(baseUrl + "/tweet-result?id=" + postId + "&lang=en&token=" + token(postId));
    return http.send(Endpoint.SYNDICATED_POST, HttpMethod.GET, uri, headers)
        .timeout(LIMIT)
        .flatMap(answer -> Mono.justOrEmpty(post(answer)))
        .onErrorResume(
            failure -> {
              log.info("no syndicated post {}: {}", postId, failure.toString());
              return Mono.empty();
            })
        .map(
            post ->
                SpaceCard.in(post)
                    .orElseThrow(() -> new ProblemException(ProblemCode.POST_WITHOUT_SPACE)));
  }

  private static String token(String postId) {
    return Integer.toString(postId.hashCode() & Integer.MAX_VALUE, RADIX).replace('0', '1');
  }

  private static Optional<JsonNode> post(Answer answer) {
    try {
      JsonNode json = JsonMapper.shared().readTree(answer.body());
      return answer.status() == 200 && json.has("text") ? Optional.of(json) : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
