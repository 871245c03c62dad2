package top.vetra.system.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;
import top.vetra.system.chaos.history.Violation;

/**
 * What a run came to.
 *
 * @param seed gives the same faults again
 * @param deployment what it was done to
 */
record Report(long seed, String deployment, History history, List<Violation> violations) {

  /** A line for a run in which every promise was kept. */
  String summary() {
    Map<String, Long> ends =
        history.byJob(Seen.Accepted.class).keySet().stream()
            .collect(
                Collectors.groupingBy(
                    job -> history.end(job).map(Seen.View::status).orElse("unended"),
                    TreeMap::new,
                    Collectors.counting()));
    return String.format(
        Locale.ROOT,
        "seed %d, %s: %d faults, jobs %s, longest %.1f s, %d files compared, %d webhook calls,"
            + " %d answers, %d violations",
        seed,
        deployment,
        history.of(Seen.Struck.class).count() - 1,
        ends,
        longest(),
        history.of(Seen.Got.class).count(),
        history.of(Seen.Told.class).count(),
        history.of(Seen.View.class).count() + history.of(Seen.Refused.class).count(),
        violations.size());
  }

  private double longest() {
    return history
            .of(Seen.Accepted.class)
            .flatMap(job -> history.end(job.job()).stream().map(end -> end.until() - job.until()))
            .mapToLong(Long::longValue)
            .max()
            .orElse(0)
        / 1e9;
  }

  /** Each broken promise, and the whole history of the jobs concerned. */
  String findings() {
    List<String> lines = new ArrayList<>();
    for (Violation violation : violations) {
      lines.add("");
      lines.add("BROKEN: " + violation.promise());
      lines.add("  " + violation.what());
      if (violation.job() != null) {
        lines.add("  job " + violation.job());
        history.tale(violation.job()).forEach(line -> lines.add("  " + line));
      }
    }
    return String.join("\n", lines);
  }
}
