package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.WorkIndex;

/** The index in Redis: a key each. */
final class RedisWorkIndex implements WorkIndex {

  private static final RedisScript<String> CLAIM =
      RedisScript.of(
          """
          local holder = redis.call('GET', KEYS[1])
          if holder and holder ~= ARGV[1] and holder ~= ARGV[2] then return holder end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
          return ARGV[1]
          """,
          String.class);

  private static final RedisScript<Long> RELEASE =
      RedisScript.of(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
          return 0
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;

  RedisWorkIndex(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<String> holder(String key) {
    return redis.opsForValue().get(Keys.index(key));
  }

  @Override
  public Mono<String> claim(
      String key, String conversionId, @Nullable String replaced, Duration lifetime) {
    return redis
        .execute(
            CLAIM,
            List.of(Keys.index(key)),
            List.of(
                conversionId, replaced == null ? "" : replaced, Long.toString(lifetime.toMillis())))
        .next();
  }

  @Override
  public Mono<Void> put(String key, String conversionId, Duration lifetime) {
    return redis.opsForValue().set(Keys.index(key), conversionId, lifetime).then();
  }

  @Override
  public Mono<Void> release(String key, String conversionId) {
    return redis.execute(RELEASE, List.of(Keys.index(key)), List.of(conversionId)).then();
  }
}
