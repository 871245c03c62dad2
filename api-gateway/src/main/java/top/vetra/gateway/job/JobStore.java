package top.vetra.gateway.job;

import java.time.Duration;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.model.job.JobOrder;

/** The records of jobs. */
public interface JobStore {

  /** What is known of a job; empty if there is none. */
  Mono<JobRecord> find(String id);

  /**
   * Stores a record if the stored one has the expected version.
   *
   * @param expectedVersion 0 for none
   * @param job the new record, of a higher version
   * @return false if another was faster
   */
  Mono<Boolean> replace(long expectedVersion, JobRecord job);

  /** The job's record, made from its order if there is none. */
  default Mono<JobRecord> accept(JobOrder order) {
    JobRecord fresh = JobRecord.of(order);
    return find(order.jobId())
        .switchIfEmpty(
            Mono.defer(
                () ->
                    replace(0, fresh)
                        .flatMap(stored -> stored ? Mono.just(fresh) : find(order.jobId()))));
  }

  /** Changes a job, again and again until no other was faster; empty if there is none. */
  default Mono<JobRecord> update(String id, UnaryOperator<JobRecord> change) {
    return find(id)
        .flatMap(before -> tryReplace(before, change.apply(before)))
        .retryWhen(
            Retry.backoff(20, Duration.ofMillis(2))
                .maxBackoff(Duration.ofMillis(100))
                .filter(Overtaken.class::isInstance));
  }

  private Mono<JobRecord> tryReplace(JobRecord before, JobRecord after) {
    return after.version() == before.version()
        ? Mono.just(before)
        : replace(before.version(), after)
            .flatMap(stored -> stored ? Mono.just(after) : Mono.error(new Overtaken()));
  }
}
