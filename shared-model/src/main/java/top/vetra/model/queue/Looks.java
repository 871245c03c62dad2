package top.vetra.model.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the looks at a recording have shown so far, none of which found it whole. It travels with
 * the tasks of its conversion, also while its address is asked for anew, so that waiting ends.
 *
 * @param since when it was looked for first
 * @param times how often, from 1
 * @param seen its playlist as it was the last time that one was there; absent if none ever was
 */
public record Looks(Instant since, int times, @Nullable Seen seen) {

  /** The looks after one more of them. */
  public static Looks after(@Nullable Looks before, Instant first, @Nullable Seen seen) {
    return before == null
        ? new Looks(first, 1, seen)
        : new Looks(before.since, before.times + 1, seen == null ? before.seen : seen);
  }

  /**
   * A playlist, as far as it shows whether it has grown.
   *
   * @param end the media sequence number after its last segment
   * @param seconds its length
   * @param closed whether it says that nothing will be added
   * @param unchangedSince when it was first seen like this
   */
  public record Seen(long end, double seconds, boolean closed, Instant unchangedSince) {

    /** What is seen now, as old as it was before if it is still the same. */
    public Seen after(@Nullable Seen before) {
      Seen same = before == null ? this : new Seen(end, seconds, closed, before.unchangedSince);
      return same.equals(before) ? same : this;
    }
  }
}
