package top.vetra.xsimulator.api;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.fault.RevocableToken;
import top.vetra.xsimulator.hls.HlsPaths;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.Spaces;

/** X's API: guest tokens, posts, Spaces and stream addresses, as strict as the real one. */
public final class XApi {

  /** X serves it at both of its hosts. */
  private static final Pattern GRAPHQL = Pattern.compile("/(?:i/api/)?graphql/([^/]+)/([^/]+)");

  private static final String STREAM = "/1.1/live_video_stream/status/";
  private static final String SYNDICATED = "/tweet-result";
  private static final String BROADCAST = "/1.1/broadcasts/show.json";

  private final Spaces spaces;
  private final GuestTokens tokens;

  /**
   * @param callsPerToken after so many calls a guest token answers 429
   */
  public XApi(Spaces spaces, int callsPerToken) {
    this.spaces = spaces;
    this.tokens = new GuestTokens(callsPerToken);
  }

  /**
   * An honest answer, and what it is about.
   *
   * @param space the Space it belongs to, if any
   * @param queryId of a GraphQL call, else empty
   * @param refused whether the caller was turned away before anything was looked up
   */
  public record Answer(
      Kind kind,
      @Nullable SpaceScenario space,
      String queryId,
      boolean refused,
      boolean loggedIn,
      @Nullable RevocableToken token,
      Reply reply) {}

  /** Null when the path is none of the API's. */
  public @Nullable Answer answer(ApiRequest request) {
    String path = request.path();
    if (path.equals("/1.1/guest/activate.json")) {
      Reply reply = activate(request);
      return new Answer(Kind.GUEST_TOKEN, null, "", reply.status() != 200, false, null, reply);
    }
    if (path.startsWith(STREAM)) {
      String mediaKey = path.substring(STREAM.length());
      return authorized(Kind.STREAM, request, spaces.byMediaKey(mediaKey), "", this::stream);
    }
    if (path.equals(BROADCAST)) {
      SpaceScenario found = spaces.byId(request.query().get("ids"));
      return authorized(Kind.BROADCAST, request, found, "", BroadcastAnswer::reply);
    }
    if (path.equals(SYNDICATED)) {
      SpaceScenario found = spaces.byPostId(request.query().get("id"));
      Reply reply = SyndicatedAnswer.reply(found);
      return new Answer(Kind.SYNDICATED_POST, found, "", false, false, null, reply);
    }
    Matcher graphql = GRAPHQL.matcher(path);
    return graphql.matches() ? graphql(request, graphql.group(1), graphql.group(2)) : null;
  }

  private Reply activate(ApiRequest request) {
    if (!request.method().equals("POST")) {
      return Reply.empty(404);
    }
    Reply refusal = Authorization.bearerRefusal(request);
    return refusal != null
        ? refusal
        : Reply.json(200, "{\"guest_token\":\"" + tokens.activate() + "\"}");
  }

  private @Nullable Answer graphql(ApiRequest request, String queryId, String operation) {
    boolean post = operation.equals(GraphqlCall.POST.operation());
    GraphqlCall call = post ? GraphqlCall.POST : GraphqlCall.SPACE;
    Set<String> ids = post ? GraphqlCall.POST_QUERY_IDS : GraphqlCall.SPACE_QUERY_IDS;
    if (!operation.equals(call.operation()) || !request.method().equals("GET")) {
      return null;
    }
    Kind kind = post ? Kind.POST : Kind.SPACE;
    String subject = call.subjectOf(request);
    SpaceScenario space = post ? spaces.byPostId(subject) : spaces.byId(subject);
    return authorized(
        kind,
        request,
        space,
        queryId,
        found -> {
          if (!ids.contains(queryId)) {
            return Reply.empty(404);
          }
          Reply refusal = call.refusal(request);
          return refusal != null ? refusal : Reply.json(200, graphqlBody(post, found));
        });
  }

  private static String graphqlBody(boolean post, @Nullable SpaceScenario space) {
    if (space == null) {
      return post ? "{\"data\":{\"tweetResult\":{}}}" : "{\"data\":{\"audioSpace\":{}}}";
    }
    return post ? PostAnswer.of(space) : SpaceAnswer.of(space);
  }

  private Reply stream(@Nullable SpaceScenario space) {
    if (space == null) {
      return Reply.json(404, Changes.errorBody(34, "Sorry, that page does not exist."));
    }
    String url = spaces.origin() + HlsPaths.entry(space);
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ObjectNode source = root.putObject("source");
    source.put("location", url);
    source.put("noRedirectPlaybackUrl", url);
    source.put("status", "LIVE_PUBLIC");
    source.put("streamType", "HLS");
    root.put("sessionId", "");
    root.put("chatToken", "chat-" + space.id());
    root.put("lifecycleToken", "life-" + space.id());
    root.put("shareUrl", space.link());
    root.put("chatPermissionType", "All");
    return Reply.json(200, root.toString());
  }

  private Answer authorized(
      Kind kind,
      ApiRequest request,
      @Nullable SpaceScenario space,
      String queryId,
      Function<@Nullable SpaceScenario, Reply> honest) {
    Authorization caller = Authorization.of(request, tokens);
    if (caller.refusal() != null) {
      return new Answer(kind, space, queryId, true, false, null, caller.refusal());
    }
    Reply reply = honest.apply(space);
    GuestToken token = caller.token();
    return new Answer(
        kind,
        space,
        queryId,
        false,
        caller.loggedIn(),
        token,
        token == null ? reply : token.withLimits(reply));
  }
}
