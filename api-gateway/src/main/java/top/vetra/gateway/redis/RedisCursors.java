package top.vetra.gateway.redis;

import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import top.vetra.gateway.projection.Cursors;

/** Cursors in Redis: a hash from partition to offset. */
final class RedisCursors implements Cursors {

  private static final RedisScript<Long> ADVANCE =
      RedisScript.of(
          """
          local noted = redis.call('HGET', KEYS[1], ARGV[1]) or '-1'
          if noted ~= ARGV[2] then return 0 end
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
          return 1
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;

  RedisCursors(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Map<Integer, Long>> all() {
    return redis
        .<String, String>opsForHash()
        .entries(Keys.CURSORS)
        .collectMap(
            entry -> Integer.valueOf(entry.getKey()), entry -> Long.valueOf(entry.getValue()));
  }

  @Override
  public Mono<Boolean> advance(int partition, long expected, long next) {
    return redis
        .execute(
            ADVANCE,
            List.of(Keys.CURSORS),
            List.of(Integer.toString(partition), Long.toString(expected), Long.toString(next)))
        .next()
        .map(moved -> moved == 1);
  }
}
