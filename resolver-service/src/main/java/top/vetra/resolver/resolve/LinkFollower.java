package top.vetra.resolver.resolve;

import reactor.core.publisher.Mono;
import top.vetra.model.link.SpaceLink;

/** From a link of any kind to the id of its Space. */
final class LinkFollower {

  /** Short links that point to short links are rare, and longer chains are circles. */
  private static final int MAX_SHORT_LINKS = 3;

  private final X x;

  LinkFollower(X x) {
    this.x = x;
  }

  Mono<String> spaceId(SpaceLink link) {
    return spaceId(link, MAX_SHORT_LINKS);
  }

  private Mono<String> spaceId(SpaceLink link, int shortLinksLeft) {
    if (link instanceof SpaceLink.Space space) {
      return Mono.just(space.id());
    }
    if (link instanceof SpaceLink.Post post) {
      return x.spaceIn(post.id());
    }
    if (shortLinksLeft == 0) {
      return Mono.error(() -> DeadEnd.because("This short link leads from one to the next."));
    }
    return x.targetOf(((SpaceLink.Shortened) link).code())
        .flatMap(target -> spaceId(target, shortLinksLeft - 1));
  }
}
