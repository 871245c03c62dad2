package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import top.vetra.gateway.admission.RateLimits;

/**
 * Quotas in Redis, by the generic cell rate algorithm: one time a client and policy, which says
 * when the quota is whole again. The clock is Redis's, so that gateways need not agree on theirs.
 */
final class RedisRateLimits implements RateLimits {

  /**
   * Times in microseconds, good to one; each request moves the time on by its share of the window.
   */
  @SuppressWarnings("rawtypes")
  private static final RedisScript<List> TAKE =
      RedisScript.of(
          """
          local clock = redis.call('TIME')
          local now = clock[1] * 1000000 + clock[2]
          local window = tonumber(ARGV[1])
          local share = window / tonumber(ARGV[2])
          local whole = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
          local room = window - (whole - now)
          local admitted = 0
          if room + 1 >= share then
            admitted = 1
            whole = whole + share
            room = room - share
            redis.call('SET', KEYS[1], string.format('%.0f', whole),
                'PX', math.ceil((whole - now) / 1000))
          end
          local wait = math.max(0, share - room)
          return {admitted, math.floor((room + 1) / share), math.ceil(whole - now), math.ceil(wait)}
          """,
          List.class);

  private final ReactiveStringRedisTemplate redis;

  RedisRateLimits(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Standing> take(String client, Policy policy) {
    return redis
        .execute(
            TAKE,
            List.of(Keys.rateLimit(policy.name(), client)),
            List.of(
                Long.toString(policy.window().toMillis() * 1000), Integer.toString(policy.quota())))
        .next()
        .map(RedisRateLimits::standing);
  }

  private static Standing standing(List<?> answer) {
    return new Standing(
        number(answer, 0) == 1,
        number(answer, 1),
        Duration.ofNanos(number(answer, 2) * 1000),
        Duration.ofNanos(number(answer, 3) * 1000));
  }

  private static long number(List<?> answer, int index) {
    return ((Number) answer.get(index)).longValue();
  }
}
