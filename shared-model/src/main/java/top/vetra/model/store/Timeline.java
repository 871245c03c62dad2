package top.vetra.model.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who spoke when, second by second, as the metadata between the audio frames tell it: of a chunk or
 * of a whole recording.
 *
 * @param participants everybody on stage beside the host, in order of appearance
 * @param moments in order of time; seconds about which nothing is known are left out
 * @param clock what time it was, in order: from each entry on it went as the recording does, up to
 *     the next one; empty where that is not known
 */
public record Timeline(
    List<Participant> participants, List<Moment> moments, @Nullable List<ClockTime> clock) {

  /** The key of the host's level: the metadata do not name the host. */
  public static final String HOST = "host";

  public Timeline {
    participants = List.copyOf(participants);
    moments = List.copyOf(moments);
    clock = clock == null ? List.of() : List.copyOf(clock);
  }

  /** Of a recording of which nobody knows when it was. */
  public Timeline(List<Participant> participants, List<Moment> moments) {
    this(participants, moments, null);
  }

  /** Whether it tells nothing. */
  @JsonIgnore
  public boolean isEmpty() {
    return moments.isEmpty() && (clock == null || clock.isEmpty());
  }

  /** One timeline of several, such as those of all chunks. A second in two of them is louder. */
  public static Timeline join(List<Timeline> parts) {
    Map<String, Participant> participants = new LinkedHashMap<>();
    SortedMap<Integer, Moment> moments = new TreeMap<>();
    List<ClockTime> clock = new ArrayList<>();
    for (Timeline part : parts) {
      part.participants().forEach(one -> participants.putIfAbsent(one.userId(), one));
      part.moments().forEach(one -> moments.merge(one.second(), one, Moment::louder));
      clock.addAll(Objects.requireNonNullElse(part.clock(), List.of()));
    }
    clock.sort(Comparator.comparingDouble(ClockTime::seconds));
    return new Timeline(
        List.copyOf(participants.values()), List.copyOf(moments.values()), ClockTime.jumps(clock));
  }

  /**
   * What time it was.
   *
   * @param seconds from the start of the recording
   * @param at the time, by the playlist ({@code EXT-X-PROGRAM-DATE-TIME})
   */
  public record ClockTime(double seconds, Instant at) {

    /** Times are told by the millisecond, and lengths are rounded. */
    private static final long TOLERATED_MILLIS = 500;

    /** Those that do not follow from the ones before. */
    public static List<ClockTime> jumps(List<ClockTime> times) {
      List<ClockTime> jumps = new ArrayList<>();
      for (ClockTime time : times) {
        if (jumps.isEmpty() || !jumps.get(jumps.size() - 1).leadsTo(time)) {
          jumps.add(time);
        }
      }
      return jumps;
    }

    private boolean leadsTo(ClockTime later) {
      double recorded = (later.seconds - seconds) * 1000;
      return Math.abs(Duration.between(at, later.at).toMillis() - recorded) <= TOLERATED_MILLIS;
    }
  }

  /**
   * Somebody on stage.
   *
   * @param userId as in {@link top.vetra.model.job.Space.Participant}, or {@code unnamed-} and a
   *     number where the metadata have none
   * @param screenName the handle, without the at sign
   * @param avatarUrl as given; not checked
   */
  public record Participant(
      String userId, @Nullable String screenName, @Nullable String avatarUrl) {}

  /**
   * A second.
   *
   * @param second from the start of the recording
   * @param levels who could be heard, by user id or {@link #HOST}: 1 and up, talking from about 8;
   *     those who were silent are left out
   */
  public record Moment(int second, Map<String, Integer> levels) {

    public Moment {
      levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /** Two accounts of one second: of each voice the louder. */
    Moment louder(Moment other) {
      Map<String, Integer> both = new TreeMap<>(levels);
      other.levels.forEach((who, level) -> both.merge(who, level, Math::max));
      return new Moment(second, both);
    }
  }
}
