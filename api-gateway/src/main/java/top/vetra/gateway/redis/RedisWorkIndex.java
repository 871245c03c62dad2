package top.vetra.gateway.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.WorkIndex;

/** The index in Redis: a key each. */
final class RedisWorkIndex implements WorkIndex {

  private final ReactiveStringRedisTemplate redis;
  private final Claims claims;

  RedisWorkIndex(ReactiveStringRedisTemplate redis, Claims claims) {
    this.redis = redis;
    this.claims = claims;
  }

  @Override
  public Mono<String> holder(String key) {
    return redis.opsForValue().get(Keys.index(key));
  }

  @Override
  public Mono<String> claim(
      String key, String conversionId, @Nullable String replaced, Duration lifetime) {
    return claims.claim(Keys.index(key), conversionId, replaced == null ? "" : replaced, lifetime);
  }

  @Override
  public Mono<Void> put(String key, String conversionId, Duration lifetime) {
    return redis.opsForValue().set(Keys.index(key), conversionId, lifetime).then();
  }

  @Override
  public Mono<Void> release(String key, String conversionId) {
    return claims.release(Keys.index(key), conversionId);
  }
}
