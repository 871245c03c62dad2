package top.vetra.resolver.x.graphql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.TryLaterException;
import top.vetra.resolver.x.call.Caller;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;

/** What came of the routes that were taken for one question, none of which gave the answer. */
final class RouteFailures {

  private final Set<Route> taken = new HashSet<>();
  private final Set<String> downHosts = new HashSet<>();
  private final List<NoAnswerException> unanswered = new ArrayList<>();
  private final List<TryLaterException> blocked = new ArrayList<>();

  /**
   * Notes what came of a route.
   *
   * @param failure one after which another route may help
   */
  void note(Route route, Throwable failure) {
    taken.add(route);
    if (failure instanceof NoAnswerException none) {
      unanswered.add(none);
      if (none.reason() == Reason.UNAVAILABLE) {
        downHosts.add(route.host());
      }
    } else if (failure instanceof TryLaterException later) {
      blocked.add(later);
    }
  }

  /** Whether it was taken already, or cannot end otherwise than another did. */
  boolean rulesOut(Route route) {
    return taken.contains(route)
        || downHosts.contains(route.host())
        || (route.caller() == Caller.GUEST
            && unanswered.stream().anyMatch(none -> none.reason().holdsForAllGuests()));
  }

  /** Whether X has taken no fresh guest token yet, so that a further one is worth it. */
  boolean mayRenewToken() {
    return unanswered.stream().noneMatch(none -> none.reason() == Reason.REFUSED);
  }

  /** Whether X knows no id of those under which guests may ask. */
  boolean areStale() {
    return blocked.isEmpty()
        && unanswered.stream().anyMatch(none -> none.reason() == Reason.STALE)
        && unanswered.stream().allMatch(none -> none.reason().compareTo(Reason.STALE) >= 0);
  }

  /**
   * What they come to. Empty answers are final only where no route had a better reason: a pause
   * that will end comes before all others.
   */
  RuntimeException together() {
    return blocked.stream()
        .min(Comparator.comparing(TryLaterException::at))
        .<RuntimeException>map(later -> later)
        .or(() -> unanswered.stream().min(Comparator.comparing(NoAnswerException::reason)))
        .orElseGet(
            () ->
                new NoAnswerException(
                    Reason.GUESTS_REFUSED, new ProblemException(ProblemCode.UPSTREAM_BLOCKED)));
  }
}
