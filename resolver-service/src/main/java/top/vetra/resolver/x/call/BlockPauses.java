package top.vetra.resolver.x.call;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import top.vetra.model.problem.ProblemCode;
import top.vetra.resolver.resolve.TryLaterException;

/**
 * Where X's firewall turns us away, nothing is asked for a while that doubles from one time to the
 * next. After it one call finds out, and the others wait to hear. What is blocked is a host, and
 * there a part of it: {@code x.com/i}, {@code api.x.com/1.1}.
 */
final class BlockPauses {

  /** Few are ever blocked; whatever fills this is forgotten. */
  private static final int MOST = 100;

  private final Duration first;
  private final Duration longest;
  private final Clock clock;
  private final Map<String, Pause> pauses = new HashMap<>();

  /**
   * Nothing is blocked.
   *
   * @param first the first pause
   * @param longest where they stop to grow
   */
  BlockPauses(Duration first, Duration longest, Clock clock) {
    this.first = first;
    this.longest = longest;
    this.clock = clock;
  }

  /** Why not to call there now. */
  synchronized Optional<TryLaterException> at(URI uri) {
    Pause pause = pauses.get(part(uri));
    if (pause == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(pause.until)) {
      return Optional.of(later(pause.until));
    }
    pauses.put(part(uri), new Pause(now.plus(first), pause.length, true));
    return Optional.empty();
  }

  /** A call was turned away; when to ask again. */
  synchronized TryLaterException begin(URI uri) {
    Instant now = clock.instant();
    Pause before = pauses.get(part(uri));
    if (before != null && !before.asking && now.isBefore(before.until)) {
      // Of several that were on their way, one counts.
      return later(before.until);
    }
    Duration length = before == null ? first : shorter(before.length.multipliedBy(2), longest);
    if (pauses.size() >= MOST) {
      pauses.clear();
    }
    pauses.put(part(uri), new Pause(now.plus(length), length, false));
    return later(now.plus(length));
  }

  /** A call was let through. */
  synchronized void end(URI uri) {
    pauses.remove(part(uri));
  }

  private static TryLaterException later(Instant until) {
    return new TryLaterException(ProblemCode.UPSTREAM_BLOCKED, until);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String part(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    int second = path.indexOf('/', 1);
    return uri.getRawAuthority() + (second < 0 ? "" : path.substring(0, second));
  }

  /**
   * A pause.
   *
   * @param asking whether it is over, and a call on its way that finds out
   */
  private record Pause(Instant until, Duration length, boolean asking) {}
}
