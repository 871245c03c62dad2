package top.vetra.resolver.resolve;

import java.net.URI;
import reactor.core.publisher.Mono;
import top.vetra.model.link.SpaceLink;

/**
 * What this service asks of X. Errors are {@link top.vetra.model.problem.ProblemException} where X
 * has given a final answer or none after several tries, and {@link TryLaterException} where it may
 * be asked again after a while.
 */
public interface X {

  /** Where a {@code t.co} link leads: to a Space, a broadcast, a post, or another short link. */
  Mono<SpaceLink> targetOf(String shortCode);

  /** The id of the Space that a post carries. */
  Mono<String> spaceIn(String postId);

  /** What X says of a Space. */
  Mono<FoundSpace> space(String spaceId);

  /** What X says of a video broadcast, whose sound is treated as that of a Space. */
  Mono<FoundSpace> broadcast(String broadcastId);

  /** Where the recording's playlist lies, on an allowed host; empty if X has no recording. */
  Mono<URI> playlist(String mediaKey);
}
