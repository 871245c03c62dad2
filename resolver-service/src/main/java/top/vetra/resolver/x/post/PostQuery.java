package top.vetra.resolver.x.post;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.TryLaterException;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.graphql.GraphqlQuery;

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

  private static final Set<ProblemCode> UPSTREAM =
      EnumSet.of(ProblemCode.UPSTREAM_UNAVAILABLE, ProblemCode.UPSTREAM_CHANGED);

  private final GraphqlQuery query;
  private final SyndicatedPosts syndicated;

  /**
   * @param query {@code TweetResultByRestId}
   * @param syndicated asked where the query does not give the post
   */
  public PostQuery(GraphqlQuery query, SyndicatedPosts syndicated) {
    this.query = query;
    this.syndicated = syndicated;
  }

  /** The id of its Space; errors as of {@link GraphqlQuery#ask}. */
  public Mono<String> spaceIn(String postId) {
    return query
        .ask(postId, reply -> Optional.of(read(reply)))
        .onErrorResume(
            PostQuery::leavesOpen,
            failure -> syndicated.spaceIn(postId).switchIfEmpty(Mono.error(failure)));
  }

  /** Whether X has said nothing of the post itself. */
  private static boolean leavesOpen(Throwable failure) {
    if (failure instanceof NoAnswerException none) {
      return none.reason() != NoAnswerException.Reason.RESTRICTED;
    }
    return failure instanceof TryLaterException
        || (failure instanceof ProblemException named && UPSTREAM.contains(named.problem().code()));
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
    return NoAnswerException.restricted(detail);
  }
}
