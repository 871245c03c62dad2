package top.vetra.resolver.x.post;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.GraphqlQuery;
import top.vetra.resolver.x.call.LoginNeededException;
import top.vetra.resolver.x.call.QuerySettings;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.call.XCalls;

/** Asks which Space a post carries. */
public final class PostQuery {

  private static final String PROTECTED =
      "The post is from a protected account: only people whom its owner lets in can see it."
          + " Try the link of the Space itself.";
  private static final String ADULTS_ONLY =
      "X shows this post only to people who are logged in and have stated their age."
          + " Try the link of the Space itself.";

  private static final String SUBSCRIBERS_ONLY =
      "The post is for its author's subscribers only, and so, most likely, is the Space."
          + " If it is not, try the link of the Space itself.";

  private final GraphqlQuery query;

  /**
   * @param webUrl base of GraphQL calls
   */
  public PostQuery(XCalls calls, URI webUrl, QuerySettings settings) {
    this.query =
        new GraphqlQuery(
            calls,
            Endpoint.POST,
            webUrl,
            "TweetResultByRestId",
            settings,
            Map.of("withArticleRichContentState", false));
  }

  /** The id of its Space, {@code post-not-found} or {@code post-without-space}. */
  public Mono<String> spaceIn(String postId) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("tweetId", postId);
    variables.put("withCommunity", false);
    variables.put("includePromotedContent", false);
    variables.put("withVoice", false);
    return query.ask(variables, reply -> Optional.of(read(reply)));
  }

  private static String read(Reply reply) {
    JsonNode result = reply.json().path("data").path("tweetResult").path("result");
    if (result.isEmpty()) {
      throw reply.withoutResult(ProblemCode.POST_NOT_FOUND);
    }
    switch (result.path(result.has("__typename") ? "__typename" : "type").asString("")) {
      case "TweetPreviewDisplay" -> throw restricted(SUBSCRIBERS_ONLY);
      case "TweetUnavailable" -> throw unavailable(result.path("reason").asString(""));
      case "TweetTombstone" ->
          throw tombstone(result.path("tombstone").path("text").path("text").asString(""));
      default -> {
        return SpaceCard.in(result).orElseThrow(() -> without(reply, result));
      }
    }
  }

  /** X leaves a post's body out now and then, and gives it when it is asked once more. */
  private static RuntimeException without(Reply reply, JsonNode result) {
    JsonNode post = result.has("tweet") ? result.path("tweet") : result;
    return post.has("legacy") || post.has("details")
        ? new ProblemException(ProblemCode.POST_WITHOUT_SPACE)
        : reply.incomplete("a post without its body");
  }

  private static RuntimeException unavailable(String reason) {
    if (reason.equals("Protected")) {
      return restricted(PROTECTED);
    }
    // NsfwLoggedOut and NsfwViewerHasNoStatedAge are known.
    return reason.startsWith("Nsfw")
        ? restricted(ADULTS_ONLY)
        : new ProblemException(ProblemCode.POST_NOT_FOUND);
  }

  /** A tombstone is what X shows in place of a post, for whatever reason; it has only words. */
  private static RuntimeException tombstone(String words) {
    String lowered = words.toLowerCase(Locale.ROOT);
    if (lowered.contains("limits who can")) {
      return restricted(PROTECTED);
    }
    return lowered.contains("age-restricted")
        ? restricted(ADULTS_ONLY)
        : new ProblemException(ProblemCode.POST_NOT_FOUND);
  }

  private static RuntimeException restricted(String detail) {
    return new LoginNeededException(new ProblemException(ProblemCode.SPACE_RESTRICTED, detail));
  }
}
