package top.vetra.gateway.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.gateway.queue.QueueState.Waiting;
import top.vetra.model.job.Queue;

/**
 * Whose turn it is: the client's for whom the fewest conversions are worked on, and of these the
 * one that has waited longest. So clients are let out one after another, and who asks for a
 * thousand waits for a thousand, while who asks for one waits for one of each other client.
 */
final class FairShare {

  private static final Duration SHORTEST_RUN = Duration.ofSeconds(1);

  private final QueueState state;
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private final Map<String, Turn> lastTurns = new HashMap<>();

  private FairShare(QueueState state) {
    this.state = state;
    state.running().forEach(work -> running.merge(work.client(), 1, Integer::sum));
    play();
  }

  /** The turns of all that wait, as they would come if nothing ended and nobody else came. */
  static FairShare of(QueueState state) {
    return new FairShare(state);
  }

  private static final class Line {
    final String client;
    final Deque<Waiting> waiting = new ArrayDeque<>();
    int share;
    int given;

    Line(String client, int share) {
      this.client = client;
      this.share = share;
    }

    Instant head() {
      return waiting.isEmpty() ? Instant.MAX : waiting.element().since();
    }
  }

  private void play() {
    Map<String, Line> lines = new HashMap<>();
    state.waiting().stream()
        .sorted(Comparator.comparing(Waiting::since).thenComparing(Waiting::conversionId))
        .forEach(
            waiting ->
                waiting
                    .clients()
                    .forEach(
                        client ->
                            lines
                                .computeIfAbsent(client, name -> new Line(name, running(name)))
                                .waiting
                                .add(waiting)));
    PriorityQueue<Line> next =
        new PriorityQueue<>(
            Comparator.<Line>comparingInt(line -> line.share)
                .thenComparing(Line::head)
                .thenComparing(line -> line.client));
    next.addAll(lines.values());
    while (!next.isEmpty()) {
      Line line = next.remove();
      // In another client's line it may have had its turn.
      while (!line.waiting.isEmpty() && turns.containsKey(line.waiting.element().conversionId())) {
        line.waiting.remove();
      }
      if (!line.waiting.isEmpty()) {
        give(line);
        next.add(line);
      }
    }
  }

  private void give(Line line) {
    line.share++;
    line.given++;
    String id = line.waiting.remove().conversionId();
    Turn turn = new Turn(id, line.client, turns.size() + 1, line.given);
    turns.put(id, turn);
    lastTurns.put(line.client, turn);
  }

  private int running(String client) {
    return running.getOrDefault(client, 0);
  }

  /** Those for whom there is room now. */
  List<Turn> next(Limits limits) {
    Map<String, Integer> shares = new HashMap<>(running);
    int room = limits.all() - state.running().size();
    List<Turn> next = new ArrayList<>();
    for (Turn turn : turns.values()) {
      if (next.size() >= room) {
        break;
      }
      if (shares.getOrDefault(turn.client(), 0) < limits.perClient()) {
        shares.merge(turn.client(), 1, Integer::sum);
        next.add(turn);
      }
    }
    return next;
  }

  /** How many wait. */
  int waiting() {
    return turns.size();
  }

  /** How many of a client's wait. */
  int waiting(String client) {
    Turn last = lastTurns.get(client);
    return last == null ? 0 : last.placeOfClient();
  }

  /** Whether it is let out in a moment. */
  boolean isNext(String conversionId, Limits limits) {
    return next(limits).stream().anyMatch(turn -> turn.conversionId().equals(conversionId));
  }

  /** Where a conversion stands; null if it does not wait. */
  @Nullable Queue place(String conversionId, Limits limits, Instant now) {
    Turn turn = turns.get(conversionId);
    return turn == null
        ? null
        : new Queue(
            turn.place(),
            now.plus(expectedWait(turn, limits, now)).truncatedTo(ChronoUnit.SECONDS));
  }

  /** How long another one of this client would wait, about. */
  Duration expectedWait(String client, Limits limits, Instant now) {
    if (running(client) < limits.perClient() && state.running().size() < limits.all()) {
      return Duration.ZERO;
    }
    Turn last = lastTurns.get(client);
    int place = (last == null ? 1 : last.place()) + lastTurns.size();
    return expectedWait(new Turn("", client, place, waiting(client) + 1), limits, now);
  }

  /** As long as its places take, each of which comes free once in a run. */
  private Duration expectedWait(Turn turn, Limits limits, Instant now) {
    double runs =
        Math.max(
            (double) turn.place() / limits.all(),
            (double) turn.placeOfClient() / limits.perClient());
    return Duration.ofMillis((long) (meanRun(now).toMillis() * runs));
  }

  /**
   * What runs now is half done, on average: where it takes longer than before, so will the next.
   */
  private Duration meanRun(Instant now) {
    double age =
        state.running().stream()
            .map(Running::since)
            .mapToLong(since -> Math.max(0, Duration.between(since, now).toMillis()))
            .average()
            .orElse(0);
    Duration present = Duration.ofMillis((long) (2 * age));
    Duration longer = present.compareTo(state.meanRun()) > 0 ? present : state.meanRun();
    return longer.compareTo(SHORTEST_RUN) > 0 ? longer : SHORTEST_RUN;
  }
}
