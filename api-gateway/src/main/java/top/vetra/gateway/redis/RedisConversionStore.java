package top.vetra.gateway.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.Patience;

/** Conversions in Redis. */
final class RedisConversionStore implements ConversionStore {

  private static final String NEVER = "never";

  private static final RedisScript<Long> JOIN =
      RedisScript.of(
          """
          if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return 0 end
          redis.call('SADD', KEYS[1], ARGV[1])
          return redis.call('PEXPIRE', KEYS[1], ARGV[2])
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final Records records;
  private final Duration lifetime;
  private final Patience patience;

  RedisConversionStore(
      ReactiveStringRedisTemplate redis, Records records, Duration lifetime, Patience patience) {
    this.redis = redis;
    this.records = records;
    this.lifetime = lifetime;
    this.patience = patience;
  }

  @Override
  public Mono<ConversionState> find(String id) {
    return records.find(Keys.conversion(id), ConversionState.class);
  }

  @Override
  public Mono<Boolean> replace(long expectedVersion, ConversionState state) {
    String due =
        state.status().isFinal() ? NEVER : Long.toString(patience.nextLook(state).toEpochMilli());
    return records.replace(
        Keys.conversion(state.id()), state.id(), expectedVersion, state.version(), state, due);
  }

  @Override
  public Mono<Void> join(String conversionId, String jobId) {
    return redis
        .execute(
            JOIN,
            List.of(Keys.jobsOf(conversionId), Keys.jobsThatLeft(conversionId)),
            List.of(jobId, Long.toString(lifetime.toMillis())))
        .then();
  }

  @Override
  public Mono<Long> leave(String conversionId, String jobId) {
    String left = Keys.jobsThatLeft(conversionId);
    String key = Keys.jobsOf(conversionId);
    return redis
        .opsForSet()
        .add(left, jobId)
        .then(redis.expire(left, lifetime))
        .then(redis.opsForSet().remove(key, jobId))
        .then(redis.opsForSet().size(key));
  }

  @Override
  public Flux<String> jobs(String conversionId) {
    return redis.opsForSet().scan(Keys.jobsOf(conversionId));
  }

  @Override
  public Mono<Long> countJobs(String conversionId) {
    return redis.opsForSet().size(Keys.jobsOf(conversionId));
  }

  @Override
  public Flux<String> due(Instant now, int limit) {
    return redis
        .opsForZSet()
        .rangeByScore(
            Keys.DUE, Range.closed(0.0, (double) now.toEpochMilli()), Limit.limit().count(limit));
  }

  @Override
  public Mono<Void> lookAgain(String conversionId, Instant at) {
    return redis.opsForZSet().add(Keys.DUE, conversionId, at.toEpochMilli()).then();
  }

  @Override
  public Mono<Void> lookNoMore(String conversionId) {
    return redis.opsForZSet().remove(Keys.DUE, conversionId).then();
  }
}
