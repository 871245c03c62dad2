package top.vetra.resolver.x.space;

import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.graphql.GraphqlQuery;

/** Asks what X says of a Space. */
public final class SpaceQuery {

  private final GraphqlQuery query;

  /**
   * @param query {@code AudioSpaceById}
   */
  public SpaceQuery(GraphqlQuery query) {
    this.query = query;
  }

  /** The Space of this id; errors as of {@link GraphqlQuery#ask}. */
  public Mono<FoundSpace> find(String spaceId) {
    return query.ask(spaceId, reply -> Optional.of(read(reply, spaceId)));
  }

  /** What each way to ask comes to; for operators. */
  public Flux<GraphqlQuery.RouteOutcome<FoundSpace>> tryEach(String spaceId) {
    return query.tryEach(spaceId, reply -> Optional.of(read(reply, spaceId)));
  }

  private static FoundSpace read(Reply reply, String spaceId) {
    JsonNode audioSpace = reply.json().path("data").path("audioSpace");
    if (audioSpace.path("metadata").isEmpty()) {
      throw reply.withoutResult(ProblemCode.SPACE_NOT_FOUND);
    }
    if (reply.isForGuest()) {
      // Somebody who is logged in may be among those whom it is for.
      Restriction.in(audioSpace.path("metadata"))
          .ifPresent(
              restriction -> {
                throw NoAnswerException.restricted(restriction.detail());
              });
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
