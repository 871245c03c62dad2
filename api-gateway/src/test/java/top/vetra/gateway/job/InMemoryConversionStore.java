package top.vetra.gateway.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Conversions in memory. */
public class InMemoryConversionStore implements ConversionStore {

  private final Map<String, ConversionState> states = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> jobs = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Patience patience;

  /** An empty store. */
  public InMemoryConversionStore(Patience patience) {
    this.patience = patience;
  }

  @Override
  public Mono<ConversionState> find(String id) {
    return Mono.fromSupplier(() -> states.get(id));
  }

  @Override
  public Mono<Boolean> replace(long expectedVersion, ConversionState state) {
    return Mono.fromSupplier(
        () -> {
          synchronized (states) {
            ConversionState stored = states.get(state.id());
            if ((stored == null ? 0 : stored.version()) != expectedVersion) {
              return false;
            }
            states.put(state.id(), state);
            if (state.status().isFinal()) {
              due.remove(state.id());
            } else {
              due.put(state.id(), patience.nextLook(state));
            }
            return true;
          }
        });
  }

  @Override
  public Mono<Void> join(String conversionId, String jobId) {
    return Mono.fromRunnable(
        () -> {
          if (!left.contains(conversionId + jobId)) {
            jobsOf(conversionId).add(jobId);
          }
        });
  }

  @Override
  public Mono<Long> leave(String conversionId, String jobId) {
    return Mono.fromSupplier(
        () -> {
          left.add(conversionId + jobId);
          jobsOf(conversionId).remove(jobId);
          return (long) jobsOf(conversionId).size();
        });
  }

  @Override
  public Flux<String> jobs(String conversionId) {
    return Flux.defer(() -> Flux.fromIterable(List.copyOf(jobsOf(conversionId))));
  }

  @Override
  public Mono<Long> countJobs(String conversionId) {
    return Mono.fromSupplier(() -> (long) jobsOf(conversionId).size());
  }

  @Override
  public Flux<String> due(Instant now, int limit) {
    return Flux.defer(
        () ->
            Flux.fromStream(
                due.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .limit(limit)));
  }

  @Override
  public Mono<Void> lookAgain(String conversionId, Instant at) {
    return Mono.fromRunnable(() -> due.put(conversionId, at));
  }

  @Override
  public Mono<Void> lookNoMore(String conversionId) {
    return Mono.fromRunnable(() -> due.remove(conversionId));
  }

  private Set<String> jobsOf(String conversionId) {
    return jobs.computeIfAbsent(conversionId, id -> new ConcurrentSkipListSet<>());
  }
}
