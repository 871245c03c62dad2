package top.vetra.resolver.x;

import java.net.URI;
import reactor.core.publisher.Mono;
import top.vetra.model.link.SpaceLink;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.X;
import top.vetra.resolver.x.canary.Canary;
import top.vetra.resolver.x.post.PostQuery;
import top.vetra.resolver.x.shortlink.ShortLinks;
import top.vetra.resolver.x.space.BroadcastQuery;
import top.vetra.resolver.x.space.SpaceQuery;
import top.vetra.resolver.x.stream.StreamStatus;

/** X as reached over HTTP. */
public record LiveX(
    ShortLinks links,
    PostQuery posts,
    SpaceQuery spaces,
    BroadcastQuery broadcasts,
    StreamStatus streams,
    Canary canary)
    implements X {

  @Override
  public Mono<SpaceLink> targetOf(String shortCode) {
    return links.targetOf(shortCode);
  }

  @Override
  public Mono<String> spaceIn(String postId) {
    return canary.judging(posts.spaceIn(postId));
  }

  @Override
  public Mono<FoundSpace> space(String spaceId) {
    return canary.judging(spaces.find(spaceId));
  }

  @Override
  public Mono<FoundSpace> broadcast(String broadcastId) {
    return broadcasts.find(broadcastId);
  }

  @Override
  public Mono<URI> playlist(String mediaKey) {
    return streams.playlist(mediaKey);
  }
}
