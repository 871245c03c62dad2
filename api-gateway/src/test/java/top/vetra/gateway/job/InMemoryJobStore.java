package top.vetra.gateway.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Jobs in memory. */
public final class InMemoryJobStore implements JobStore {

  private final Map<String, JobRecord> records = new ConcurrentHashMap<>();

  @Override
  public Mono<JobRecord> find(String id) {
    return Mono.fromSupplier(() -> records.get(id));
  }

  @Override
  public Mono<Boolean> replace(long expectedVersion, JobRecord job) {
    return Mono.fromSupplier(
        () -> {
          synchronized (records) {
            JobRecord stored = records.get(job.id());
            if ((stored == null ? 0 : stored.version()) != expectedVersion) {
              return false;
            }
            records.put(job.id(), job);
            return true;
          }
        });
  }
}
