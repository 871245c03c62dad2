package top.vetra.system.chaos.history;

import java.util.stream.Stream;

/** What looks at the product from below found nothing that should not be there. */
final class NothingIsLeft implements Promise {

  @Override
  public Stream<Violation> broken(History history) {
    return history
        .of(Seen.Left.class)
        .map(left -> new Violation(left.promise(), left.job(), left.what()));
  }
}
