package top.vetra.system.chaos.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen, in the order in which it was written down. Any thread may write. */
public final class History {

  private final long begun = System.nanoTime();
  private final List<Seen> all = new ArrayList<>();

  /** Nanoseconds since the run began. */
  public long now() {
    return System.nanoTime() - begun;
  }

  /** Writes it down. */
  public synchronized void add(Seen seen) {
    all.add(seen);
  }

  /** What is written so far. */
  public synchronized List<Seen> all() {
    return List.copyOf(all);
  }

  /** What is written of one kind. */
  public <T extends Seen> Stream<T> of(Class<T> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** What is written of one kind, by its job. */
  public <T extends Seen> TreeMap<String, List<T>> byJob(Class<T> kind) {
    return of(kind)
        .filter(seen -> seen.job() != null)
        .collect(
            Collectors.groupingBy(
                seen -> Objects.requireNonNull(seen.job()), TreeMap::new, Collectors.toList()));
  }

  /** The first sight of the job's end. */
  public Optional<Seen.View> end(String job) {
    return of(Seen.View.class).filter(view -> view.job().equals(job) && view.isFinal()).findFirst();
  }

  /** All that concerns a job, with the faults meanwhile, a line each. */
  public List<String> tale(String job) {
    long first =
        of(Seen.Accepted.class)
            .filter(a -> a.job().equals(job))
            .mapToLong(Seen::until)
            .min()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    String last = "";
    for (Seen seen : all()) {
      if (job.equals(seen.job()) || seen instanceof Seen.Struck && seen.until() >= first) {
        String line = line(seen);
        if (!line.equals(last)) {
          lines.add(String.format(Locale.ROOT, "%9.3f s  %s", seconds(seen.until()), line));
        }
        last = line;
      }
    }
    return lines;
  }

  private static String line(Seen seen) {
    if (seen instanceof Seen.View view) {
      return "%s shows %s".formatted(view.source(), view.essence());
    }
    if (seen instanceof Seen.Struck struck) {
      return "(%s: %s, from %.3f s)"
          .formatted(struck.part(), struck.fault(), seconds(struck.from()));
    }
    return seen.toString();
  }

  static double seconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / 1e3;
  }
}
