package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/** Keys that one claimant holds at a time, in Redis: whoever comes first has it. */
final class Claims {

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

  Claims(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  /**
   * Takes a key if it is free, or held by the one to be replaced; who holds it already holds it
   * anew.
   *
   * @param replaced who may be replaced; empty for nobody
   * @return who holds it now
   */
  Mono<String> claim(String key, String claimant, String replaced, Duration lifetime) {
    return redis
        .execute(
            CLAIM, List.of(key), List.of(claimant, replaced, Long.toString(lifetime.toMillis())))
        .next();
  }

  /** Frees the key if this claimant holds it. */
  Mono<Void> release(String key, String claimant) {
    return redis.execute(RELEASE, List.of(key), List.of(claimant)).then();
  }
}
