package top.vetra.gateway.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.GatewaySettings.StreamSettings;
import top.vetra.gateway.admission.Caller;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.problem.ProblemCode;

/** Bounds how many streams of events are open, in all and for each client, and for how long. */
@Component
final class EventStreams {

  private final StreamSettings limits;
  private final Map<String, Integer> perClient = new HashMap<>();
  private int total;

  EventStreams(GatewaySettings settings) {
    this.limits = settings.streams();
  }

  /**
   * Whether one more may be opened.
   *
   * @throws RequestProblem {@code rate-limited} or {@code overloaded}
   */
  synchronized void checkRoom(Caller caller) {
    int open = perClient.getOrDefault(caller.id(), 0);
    if (open >= limits.perClient()) {
      throw RequestProblem.of(
          ProblemCode.RATE_LIMITED,
          open
              + " of your streams are open (expected: at most "
              + limits.perClient()
              + " at a time). Close one, or ask for the job itself now and then.");
    }
    if (total >= limits.total()) {
      throw RequestProblem.of(
          ProblemCode.OVERLOADED,
          "Too many streams are open. Ask for the job itself now and then, or try again in a"
              + " minute.");
    }
  }

  /** Counts a stream for as long as it is open; without room it ends at once. */
  <T> Flux<T> counted(Caller caller, Flux<T> stream) {
    return Flux.defer(
        () ->
            open(caller)
                ? stream
                    .takeUntilOther(Mono.delay(limits.lifetime()))
                    .doFinally(end -> close(caller))
                : Flux.empty());
  }

  private synchronized boolean open(Caller caller) {
    int open = perClient.getOrDefault(caller.id(), 0);
    if (open >= limits.perClient() || total >= limits.total()) {
      return false;
    }
    perClient.put(caller.id(), open + 1);
    total++;
    return true;
  }

  private synchronized void close(Caller caller) {
    perClient.computeIfPresent(caller.id(), (id, open) -> open == 1 ? null : open - 1);
    total--;
  }
}
