package top.vetra.resolver.resolve;

import reactor.core.publisher.Mono;
import top.vetra.model.link.SpaceLink;

/** From a link of any kind to what X says of the recording behind it. */
final class LinkFollower {

  /** Short links that point to short links are rare, and longer chains are circles. */
  private static final int MAX_SHORT_LINKS = 3;

  private final X x;

  LinkFollower(X x) {
    this.x = x;
  }

  Mono<FoundSpace> found(SpaceLink link) {
    return found(link, MAX_SHORT_LINKS);
  }

  private Mono<FoundSpace> found(SpaceLink link, int shortLinksLeft) {
    if (link instanceof SpaceLink.Space space) {
      return x.space(space.id());
    }
    if (link instanceof SpaceLink.Broadcast broadcast) {
      return x.broadcast(broadcast.id());
    }
    if (link instanceof SpaceLink.Post post) {
      return x.spaceIn(post.id()).flatMap(x::space);
    }
    if (shortLinksLeft == 0) {
      return Mono.error(() -> DeadEnd.because("This short link leads from one to the next."));
    }
    return x.targetOf(((SpaceLink.Shortened) link).code())
        .flatMap(target -> found(target, shortLinksLeft - 1));
  }
}
