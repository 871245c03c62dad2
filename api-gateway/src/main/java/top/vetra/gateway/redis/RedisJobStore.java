package top.vetra.gateway.redis;

import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.job.JobStore;

/** Jobs in Redis. */
final class RedisJobStore implements JobStore {

  private static final String UNCHANGED = "";

  private final Records records;

  RedisJobStore(Records records) {
    this.records = records;
  }

  @Override
  public Mono<JobRecord> find(String id) {
    return records.find(Keys.job(id), JobRecord.class);
  }

  @Override
  public Mono<Boolean> replace(long expectedVersion, JobRecord job) {
    return records.replace(
        Keys.job(job.id()), job.id(), expectedVersion, job.version(), job, UNCHANGED);
  }
}
