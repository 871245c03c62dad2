package top.vetra.gateway.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.gateway.queue.QueueState.Waiting;

/** The line in memory. */
public final class InMemoryConversionQueue implements ConversionQueue {

  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, Running> running = new LinkedHashMap<>();
  private Duration meanRun = Duration.ZERO;

  @Override
  public Mono<Void> enter(String conversionId, String client, Instant at) {
    return Mono.fromRunnable(
        () -> {
          if (!running.containsKey(conversionId)) {
            waiting.merge(
                conversionId,
                new Waiting(conversionId, at, List.of(client)),
                (before, entered) -> with(before, client));
          }
        });
  }

  private static Waiting with(Waiting before, String client) {
    if (before.clients().contains(client)) {
      return before;
    }
    List<String> clients = new ArrayList<>(before.clients());
    clients.add(client);
    return new Waiting(before.conversionId(), before.since(), clients);
  }

  @Override
  public Mono<Boolean> letOut(String conversionId, String client, Limits limits, Instant at) {
    return Mono.fromSupplier(
        () -> {
          long own = running.values().stream().filter(r -> r.client().equals(client)).count();
          if (running.size() >= limits.all()
              || own >= limits.perClient()
              || waiting.remove(conversionId) == null) {
            return false;
          }
          running.put(conversionId, new Running(conversionId, at, client));
          return true;
        });
  }

  @Override
  public Mono<Void> works(String conversionId, String client, Instant at) {
    return Mono.fromRunnable(
        () -> {
          waiting.remove(conversionId);
          running.putIfAbsent(conversionId, new Running(conversionId, at, client));
        });
  }

  @Override
  public Mono<Void> leave(String conversionId, Instant at) {
    return Mono.fromRunnable(
        () -> {
          waiting.remove(conversionId);
          Running work = running.remove(conversionId);
          if (work != null) {
            Duration took = Duration.between(work.since(), at);
            meanRun = meanRun.isZero() ? took : meanRun.multipliedBy(4).plus(took).dividedBy(5);
          }
        });
  }

  @Override
  public Mono<QueueState> look() {
    return Mono.fromSupplier(
        () ->
            new QueueState(List.copyOf(waiting.values()), List.copyOf(running.values()), meanRun));
  }

  /** Whether this waits for its turn. */
  public boolean holds(String conversionId) {
    return waiting.containsKey(conversionId);
  }

  /** How many are worked on. */
  public int running() {
    return running.size();
  }

  /** Whether there is somebody to be let out. */
  public boolean isDue(Limits limits) {
    return look()
        .map(state -> !FairShare.of(state).next(limits).isEmpty())
        .blockOptional()
        .orElse(false);
  }
}
