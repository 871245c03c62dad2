package top.vetra.fetcher.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.store.Timeline;
import top.vetra.model.store.Timeline.ClockTime;
import top.vetra.model.store.Timeline.Moment;
import top.vetra.model.store.Timeline.Participant;

/** Gathers a chunk's timeline. What stands at a frame belongs to the second in which it sounds. */
public final class TimelineWriter {

  /** Far more than a chunk has seconds and a Space has speakers. */
  private static final int MAX_MOMENTS = 10_000;

  private static final int MAX_PARTICIPANTS = 1_000;

  private final StreamFormat format;
  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private final SortedMap<Integer, Map<String, Integer>> moments = new TreeMap<>();
  private final List<ClockTime> clock = new ArrayList<>();
  private List<Participant> onStage = List.of();

  public TimelineWriter(StreamFormat format) {
    this.format = format;
  }

  /**
   * Takes what a tag says of its moment, if it is one of X's.
   *
   * @param data the bytes among which the tag lies
   * @param from where its header begins
   * @param to where it ends
   * @param frame how many frames of the recording stand before it
   */
  public void add(byte[] data, int from, int to, long frame) {
    HydraTag tag = HydraTag.in(data, from, to);
    int second = (int) format.secondsOf(frame);
    if (tag == null || (moments.size() == MAX_MOMENTS && !moments.containsKey(second))) {
      return;
    }
    if (!tag.participants().isEmpty()) {
      onStage = tag.participants();
    }
    Map<String, Integer> levels = moments.computeIfAbsent(second, first -> new TreeMap<>());
    for (int slot = 0; slot < tag.levels().size(); slot++) {
      String who = who(slot);
      if (who != null && tag.levels().get(slot) > 0) {
        levels.merge(who, tag.levels().get(slot), Math::max);
      }
    }
  }

  /**
   * Takes what time it was at a frame.
   *
   * @param frame how many frames of the recording stand before it
   */
  public void add(Instant at, long frame) {
    clock.add(new ClockTime(format.secondsOf(frame), at));
  }

  private @Nullable String who(int slot) {
    if (slot == 0) {
      return Timeline.HOST;
    }
    if (slot > onStage.size()) {
      return null;
    }
    Participant one = onStage.get(slot - 1);
    if (participants.size() < MAX_PARTICIPANTS) {
      participants.putIfAbsent(one.userId(), one);
    }
    return participants.containsKey(one.userId()) ? one.userId() : null;
  }

  /** What was gathered. */
  public Timeline timeline() {
    List<Moment> told =
        moments.entrySet().stream()
            .map(entry -> new Moment(entry.getKey(), entry.getValue()))
            .toList();
    return new Timeline(List.copyOf(participants.values()), told, ClockTime.jumps(clock));
  }
}
