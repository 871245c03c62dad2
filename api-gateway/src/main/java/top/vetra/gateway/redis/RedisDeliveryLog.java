package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.webhook.Delivery;
import top.vetra.gateway.webhook.DeliveryLog;

/** Tries of webhooks in Redis: a hash for each job, with a field for each try. */
final class RedisDeliveryLog implements DeliveryLog {

  private static final String REQUESTS = "requests";

  private final ReactiveStringRedisTemplate redis;
  private final ObjectMapper json;
  private final Duration lifetime;

  RedisDeliveryLog(ReactiveStringRedisTemplate redis, ObjectMapper json, Duration lifetime) {
    this.redis = redis;
    this.json = json;
    this.lifetime = lifetime;
  }

  @Override
  public Mono<List<Delivery>> of(String jobId) {
    return redis
        .<String, String>opsForHash()
        .entries(Keys.deliveries(jobId))
        .filter(entry -> !entry.getKey().equals(REQUESTS))
        .map(entry -> json.readValue(entry.getValue(), Delivery.class))
        .collectSortedList(
            Comparator.comparing(Delivery::startedAt).thenComparing(Delivery::attempt));
  }

  @Override
  public Mono<Void> put(String jobId, Delivery delivery) {
    return Mono.defer(
        () ->
            redis
                .<String, String>opsForHash()
                .put(
                    Keys.deliveries(jobId),
                    delivery.trigger() + ":" + delivery.attempt(),
                    json.writeValueAsString(delivery))
                .then(redis.expire(Keys.deliveries(jobId), lifetime))
                .then());
  }

  @Override
  public Mono<Integer> countRequest(String jobId) {
    return redis
        .<String, String>opsForHash()
        .increment(Keys.deliveries(jobId), REQUESTS, 1)
        .delayUntil(count -> redis.expire(Keys.deliveries(jobId), lifetime))
        .map(Long::intValue);
  }
}
