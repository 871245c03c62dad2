package top.vetra.resolver.x.space;

import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.call.XCalls;

/** Asks what X says of a video broadcast: by its older API, which guests may. */
public final class BroadcastQuery {

  private static final String PATH = "/1.1/broadcasts/show.json?ids=";

  private static final String NOT_FOUND =
      "X knows no such broadcast. It may have been deleted. Open it on X, and copy its link again.";

  private final XCalls calls;
  private final URI apiUrl;

  /**
   * @param apiUrl base of the call
   */
  public BroadcastQuery(XCalls calls, URI apiUrl) {
    this.calls = calls;
    this.apiUrl = apiUrl;
  }

  /** The broadcast of this id, or {@code space-not-found}. */
  public Mono<FoundSpace> find(String id) {
    return calls
        .get(
            Endpoint.BROADCAST,
            URI.create(apiUrl + PATH + id),
            reply -> Optional.of(read(reply, id)))
        .onErrorMap(BroadcastQuery::isNotFound, notFound -> notFound());
  }

  private static FoundSpace read(Reply reply, String id) {
    JsonNode broadcast = reply.json().path("broadcasts").path(id);
    if (broadcast.isEmpty()) {
      throw reply.withoutBroadcast(ProblemCode.SPACE_NOT_FOUND);
    }
    FoundSpace found = BroadcastReader.read(broadcast, id);
    if (found.state() == FoundSpace.State.UNKNOWN) {
      throw reply.notUnderstood("an unknown state");
    }
    return found;
  }

  private static boolean isNotFound(Throwable failure) {
    return failure instanceof ProblemException named
        && named.problem().code() == ProblemCode.SPACE_NOT_FOUND;
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemCode.SPACE_NOT_FOUND, NOT_FOUND);
  }
}
