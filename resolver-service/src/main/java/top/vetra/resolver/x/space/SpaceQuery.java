package top.vetra.resolver.x.space;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.GraphqlQuery;
import top.vetra.resolver.x.call.QuerySettings;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.call.XCalls;

/** Asks what X says of a Space. */
public final class SpaceQuery {

  private final GraphqlQuery query;

  /**
   * @param webUrl base of GraphQL calls
   */
  public SpaceQuery(XCalls calls, URI webUrl, QuerySettings settings) {
    this.query =
        new GraphqlQuery(calls, Endpoint.SPACE, webUrl, "AudioSpaceById", settings, Map.of());
  }

  /** The Space of this id, or {@code space-not-found}. */
  public Mono<FoundSpace> find(String spaceId) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("id", spaceId);
    variables.put("isMetatagsQuery", true);
    variables.put("withDownvotePerspective", false);
    variables.put("withReactionsMetadata", false);
    variables.put("withReactionsPerspective", false);
    variables.put("withReplays", true);
    variables.put("withSuperFollowsUserFields", true);
    variables.put("withSuperFollowsTweetFields", true);
    return query.ask(variables, reply -> Optional.of(read(reply, spaceId)));
  }

  private static FoundSpace read(Reply reply, String spaceId) {
    JsonNode audioSpace = reply.json().path("data").path("audioSpace");
    if (audioSpace.path("metadata").isEmpty()) {
      throw reply.withoutResult(ProblemCode.SPACE_NOT_FOUND);
    }
    FoundSpace found = SpaceReader.read(audioSpace, spaceId);
    if (found.state() == FoundSpace.State.UNKNOWN) {
      throw reply.notUnderstood("an unknown state");
    }
    if (found.state() == FoundSpace.State.OVER && found.replay() && found.mediaKey() == null) {
      throw reply.notUnderstood("no media key");
    }
    return found;
  }
}
