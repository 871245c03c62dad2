package top.vetra.gateway.redis;

import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import top.vetra.gateway.instance.InstanceMark;

/** The instance's mark, in Redis. */
final class RedisInstanceMark implements InstanceMark {

  private final ReactiveStringRedisTemplate redis;

  RedisInstanceMark(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<String> leave(String fingerprint) {
    return redis
        .opsForValue()
        .setIfAbsent(Keys.INSTANCE, fingerprint)
        .then(redis.opsForValue().get(Keys.INSTANCE));
  }
}
