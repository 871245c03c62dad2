package top.vetra.xsimulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import top.vetra.xsimulator.fault.Kind;

/** Counts how often each thing was asked for, so that a fault can end after some attempts. */
final class Attempts {

  private final Map<Thing, Integer> counts = new HashMap<>();
  private final Map<Thing, Long> firsts = new HashMap<>();

  private record Thing(String spaceId, Kind kind, int index) {}

  /** How often this was asked for, this time included, and for how long its kind has been. */
  record Attempt(int number, Duration elapsed) {}

  synchronized Attempt next(String spaceId, Kind kind, int index) {
    long now = System.nanoTime();
    long first = firsts.computeIfAbsent(new Thing(spaceId, kind, -1), unseen -> now);
    int number = counts.merge(new Thing(spaceId, kind, index), 1, Integer::sum);
    return new Attempt(number, Duration.ofNanos(now - first));
  }

  synchronized void clear() {
    counts.clear();
    firsts.clear();
  }
}
