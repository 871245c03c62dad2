package top.vetra.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.LinkParser;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.resolver.resolve.Resolver;

/**
 * One conversion's way through this service, waits included: the clock jumps to where they end.
 *
 * @param outcome {@code completed} where it goes on to the fetcher, a problem's code otherwise
 * @param detail the problem's sentence, empty where there is none
 */
record Conversion(String outcome, String detail, Optional<PlanTask> plan, List<JobEvent> events) {

  private static final int MAX_WAITS = 100;

  static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  static Conversion of(String link, ResolverSettings settings) {
    return of(link, settings, new TestClock());
  }

  static Conversion of(String link, ResolverSettings settings, TestClock clock) {
    Outbox outbox = new Outbox();
    ResolverConfiguration wiring = new ResolverConfiguration();
    Resolver resolver =
        wiring.resolver(
            XClient.of(settings, wiring.callBudget(settings, clock), clock).x(),
            space -> Mono.empty(),
            settings,
            outbox,
            outbox,
            clock);
    return through(resolver, link, outbox, clock);
  }

  static Conversion through(Resolver resolver, String link, Outbox outbox, TestClock clock) {
    ResolveTask task = new ResolveTask("c-1", LinkParser.parse(link), PRESET);
    try {
      for (int waits = 0; waits < MAX_WAITS; waits++) {
        resolver.handle(task, 1).block();
        Optional<Outbox.Delayed> delayed = outbox.takeDelayed();
        if (delayed.isEmpty()) {
          return new Conversion("completed", "", outbox.plan(), outbox.events());
        }
        clock.reach(delayed.get().due());
        task = delayed.get().task();
      }
      throw new AssertionError("still waiting after " + MAX_WAITS + " times");
    } catch (ProblemException problem) {
      return new Conversion(
          problem.problem().code().code(),
          problem.problem().detail(),
          outbox.plan(),
          new ArrayList<>(outbox.events()));
    }
  }

  <E extends JobEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
