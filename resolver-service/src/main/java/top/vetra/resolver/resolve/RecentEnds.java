package top.vetra.resolver.resolve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/**
 * Links of which X has said lately that there is nothing to be had: whoever asks for one again is
 * told the same, without a call. What may change from one moment to the next is not remembered.
 */
final class RecentEnds {

  /** Somebody who has mended a link's target waits no longer than this. */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private static final Set<ProblemCode> DEFINITE =
      EnumSet.of(
          ProblemCode.SPACE_NOT_FOUND,
          ProblemCode.SPACE_CANCELED,
          ProblemCode.SPACE_NOT_RECORDED,
          ProblemCode.SPACE_RESTRICTED,
          ProblemCode.POST_NOT_FOUND,
          ProblemCode.POST_WITHOUT_SPACE,
          ProblemCode.RECORDING_EXPIRED);

  private final Clock clock;
  private final Map<String, End> ends =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, End> eldest) {
          return size() > MOST;
        }
      };

  RecentEnds(Clock clock) {
    this.clock = clock;
  }

  /** How it ended within the last minute, if it did so for good. */
  synchronized Optional<Problem> of(SpaceLink link) {
    return Optional.ofNullable(ends.get(link.key()))
        .filter(end -> clock.instant().isBefore(end.at().plus(LIFETIME)))
        .map(End::problem);
  }

  /** Remembers how it ended, if that is how it will end in a minute as well. */
  synchronized void note(SpaceLink link, Problem problem) {
    if (DEFINITE.contains(problem.code())) {
      ends.remove(link.key());
      ends.put(link.key(), new End(problem, clock.instant()));
    }
  }

  private record End(Problem problem, Instant at) {}
}
