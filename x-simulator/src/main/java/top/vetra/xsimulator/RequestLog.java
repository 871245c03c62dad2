package top.vetra.xsimulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  /** Requests for paths that match a pattern as a whole; of the first 50,000 paths. */
  public synchronized int countMatching(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return byPath.entrySet().stream()
        .filter(path -> wanted.matcher(path.getKey()).matches())
        .mapToInt(Map.Entry::getValue)
        .sum();
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
