package top.vetra.xsimulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import top.vetra.xsimulator.fault.Kind;

/** What was asked of the simulator: whole counts, and the latest requests. */
public final class RequestLog {

  private static final int LATEST = 1_000;
  private static final int PATHS = 50_000;

  private final Map<Kind, Integer> byKind = new EnumMap<>(Kind.class);
  private final Map<String, Integer> byPath = new HashMap<>();
  private final ArrayDeque<Entry> latest = new ArrayDeque<>();

  /**
   * One request.
   *
   * @param headers with names in any case
   * @param status what the answer was meant to say, whether or not it was delivered
   */
  public record Entry(
      Instant time,
      Kind kind,
      String method,
      String path,
      Map<String, String> headers,
      int status) {}

  public synchronized int count(Kind kind) {
    return byKind.getOrDefault(kind, 0);
  }

  /** Requests for this path, query not included; only the first 50,000 paths are told apart. */
  public synchronized int count(String path) {
    return byPath.getOrDefault(path, 0);
  }

  /** The latest thousand requests, oldest first. */
  public synchronized List<Entry> latest() {
    return List.copyOf(latest);
  }

  public synchronized void clear() {
    byKind.clear();
    byPath.clear();
    latest.clear();
  }

  synchronized void add(Entry entry) {
    byKind.merge(entry.kind(), 1, Integer::sum);
    if (byPath.size() < PATHS || byPath.containsKey(entry.path())) {
      byPath.merge(entry.path(), 1, Integer::sum);
    }
    latest.add(entry);
    if (latest.size() > LATEST) {
      latest.remove();
    }
  }
}
