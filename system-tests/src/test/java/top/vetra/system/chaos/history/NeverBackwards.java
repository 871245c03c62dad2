package top.vetra.system.chaos.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whoever asks after somebody has seen an answer sees at least as much; within a stream everything
 * comes in its order.
 */
final class NeverBackwards implements Promise {

  private static final String NAME = "no job goes backwards";

  @Override
  public Stream<Violation> broken(History history) {
    return history.byJob(Seen.View.class).entrySet().stream()
        .flatMap(
            job ->
                Stream.concat(
                    acrossClients(job.getKey(), job.getValue()),
                    withinStreams(job.getKey(), job.getValue())));
  }

  private static Stream<Violation> acrossClients(String job, List<Seen.View> views) {
    List<Violation> found = new ArrayList<>();
    List<Seen.View> ended =
        views.stream().sorted(Comparator.comparingLong(Seen.View::until)).toList();
    List<Seen.View> begun =
        views.stream().sorted(Comparator.comparingLong(Seen.View::from)).toList();
    int next = 0;
    int rank = 0;
    int percent = 0;
    for (Seen.View view : begun) {
      for (; next < ended.size() && ended.get(next).until() < view.from(); next++) {
        rank = Math.max(rank, Status.rank(ended.get(next).status()));
        percent = Math.max(percent, percent(ended.get(next)));
      }
      if (Status.rank(view.status()) < rank || percent(view) < percent) {
        found.add(
            new Violation(
                NAME,
                job,
                "%s (%d %%) at %.3f s, though %d %% was seen before"
                    .formatted(
                        view.status(), percent(view), History.seconds(view.until()), percent)));
      }
    }
    return found.stream().limit(1);
  }

  private static Stream<Violation> withinStreams(String job, List<Seen.View> views) {
    List<Violation> found = new ArrayList<>();
    Map<String, Seen.View> last = new HashMap<>();
    for (Seen.View view : views) {
      if (view.event() > 0) {
        Seen.View before = last.put(view.source(), view);
        if (before != null
            && (view.event() <= before.event()
                || Status.rank(view.status()) < Status.rank(before.status())
                || percent(view) < percent(before))) {
          found.add(
              new Violation(
                  NAME,
                  job,
                  "event %d (%s) after event %d (%s) in %s"
                      .formatted(
                          view.event(),
                          view.status(),
                          before.event(),
                          before.status(),
                          view.source())));
        }
      }
    }
    return found.stream().limit(1);
  }

  private static int percent(Seen.View view) {
    return view.body().path("progress").path("percent").asInt(0);
  }
}
