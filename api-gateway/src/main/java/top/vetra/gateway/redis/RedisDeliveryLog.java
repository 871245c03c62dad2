package top.vetra.gateway.redis;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.webhook.Delivery;
import top.vetra.gateway.webhook.DeliveryLog;

/** Tries of webhooks in Redis: a hash for each job, with a field for each try. */
final class RedisDeliveryLog implements DeliveryLog {

  private static final Logger log = LoggerFactory.getLogger(RedisDeliveryLog.class);

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
        .mapNotNull(entry -> read(jobId, entry.getValue()))
        .collectSortedList(
            Comparator.comparing(Delivery::startedAt).thenComparing(Delivery::attempt));
  }

  /** A try that cannot be read may be made once more: webhooks are told at least once. */
  private @Nullable Delivery read(String jobId, String value) {
    try {
      return json.readValue(value, Delivery.class);
    } catch (JacksonException e) {
      log.error("a webhook's try is not readable, of job {}", jobId, e);
      Metrics.counter("vetra.records.unreadable").increment();
      return null;
    }
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
