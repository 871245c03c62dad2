package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import top.vetra.gateway.intake.IdempotencyKeys;

/** Idempotency keys in Redis: a key each, with fingerprint and job in its value. */
final class RedisIdempotencyKeys implements IdempotencyKeys {

  private static final RedisScript<String> CLAIM =
      RedisScript.of(
          """
          local holder = redis.call('GET', KEYS[1])
          if holder then return holder end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
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

  RedisIdempotencyKeys(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Claim> claim(String key, Claim claim, Duration lifetime) {
    return redis
        .execute(
            CLAIM,
            List.of(Keys.idempotency(key)),
            List.of(value(claim), Long.toString(lifetime.toMillis())))
        .next()
        .map(RedisIdempotencyKeys::claim);
  }

  @Override
  public Mono<Void> release(String key, Claim claim) {
    return redis.execute(RELEASE, List.of(Keys.idempotency(key)), List.of(value(claim))).then();
  }

  private static String value(Claim claim) {
    return claim.fingerprint() + ' ' + claim.jobId();
  }

  private static Claim claim(String value) {
    int space = value.indexOf(' ');
    return new Claim(value.substring(0, space), value.substring(space + 1));
  }
}
