package top.vetra.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.function.Tuples;
import top.vetra.gateway.EmbeddedRedis;
import top.vetra.gateway.intake.IdempotencyKeys.Claim;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.ConversionStoreContract;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobStoreContract;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.job.WorkIndexContract;
import top.vetra.gateway.queue.ConversionQueue;
import top.vetra.gateway.queue.ConversionQueueContract;
import top.vetra.gateway.webhook.Delivery;
import top.vetra.gateway.webhook.Delivery.Trigger;
import top.vetra.gateway.webhook.Failure;
import top.vetra.pipeline.json.RecordJson;

/** The stores on a real Redis. */
class RedisStoresTest
    implements ConversionStoreContract,
        ConversionQueueContract,
        JobStoreContract,
        WorkIndexContract {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final LettuceConnectionFactory CONNECTIONS = connections();
  private static final ReactiveStringRedisTemplate REDIS =
      new ReactiveStringRedisTemplate(CONNECTIONS);
  private static final Records RECORDS = new Records(REDIS, RecordJson.mapper(), LIFETIME);

  @BeforeAll
  static void connect() {
    CONNECTIONS.start();
  }

  @AfterAll
  static void disconnect() {
    CONNECTIONS.destroy();
  }

  @Override
  public ConversionStore store() {
    return new RedisConversionStore(REDIS, RECORDS, LIFETIME, PATIENCE);
  }

  @Override
  public ConversionQueue queue() {
    return new RedisConversionQueue(REDIS);
  }

  @Override
  public JobStore jobStore() {
    return new RedisJobStore(RECORDS);
  }

  @Override
  public WorkIndex index() {
    return new RedisWorkIndex(REDIS, new Claims(REDIS));
  }

  @Test
  void records_expire() {
    String id = Samples.id();
    store().replace(0, Samples.queued(id)).block();
    assertThat(REDIS.getExpire(Keys.conversion(id)).block())
        .isBetween(Duration.ofSeconds(1), LIFETIME);
  }

  @Test
  void the_first_request_under_an_idempotency_key_is_remembered() {
    RedisIdempotencyKeys keys = new RedisIdempotencyKeys(new Claims(REDIS));
    String key = Samples.id();
    Claim first = new Claim("f1", "j1");
    assertThat(keys.claim(key, first, LIFETIME).block()).isEqualTo(first);
    assertThat(keys.claim(key, new Claim("f2", "j2"), LIFETIME).block()).isEqualTo(first);
    keys.release(key, new Claim("f2", "j2")).block();
    assertThat(keys.claim(key, new Claim("f2", "j2"), LIFETIME).block()).isEqualTo(first);
    keys.release(key, first).block();
    assertThat(keys.claim(key, new Claim("f2", "j2"), LIFETIME).block())
        .isEqualTo(new Claim("f2", "j2"));
  }

  @Test
  void a_cursor_moves_only_from_where_it_was_left() {
    RedisCursors cursors = new RedisCursors(REDIS);
    int partition = 4711;
    REDIS.<String, String>opsForHash().remove(Keys.CURSORS, "4711").block();
    assertThat(cursors.advance(partition, 5, 6).block()).isFalse();
    assertThat(cursors.advance(partition, -1, 6).block()).isTrue();
    assertThat(cursors.advance(partition, -1, 7).block()).isFalse();
    assertThat(cursors.advance(partition, 6, 9).block()).isTrue();
    assertThat(cursors.all().defaultIfEmpty(Map.of()).block()).containsEntry(partition, 9L);
  }

  @Test
  void every_change_is_told() {
    RedisChanges changes = new RedisChanges(REDIS);
    String id = Samples.id();
    StepVerifier.create(changes.ids().filter(id::equals))
        .then(
            () ->
                store()
                    .replace(0, Samples.queued(id))
                    .delaySubscription(Duration.ofMillis(300))
                    .block())
        .expectNext(id)
        .thenCancel()
        .verify(Duration.ofSeconds(10));
  }

  private static LettuceConnectionFactory connections() {
    URI url = URI.create(EmbeddedRedis.url());
    return new LettuceConnectionFactory(
        new RedisStandaloneConfiguration(url.getHost(), url.getPort()));
  }

  @Test
  void tries_of_webhooks_are_kept_in_their_order_and_each_once() {
    RedisDeliveryLog log = new RedisDeliveryLog(REDIS, RecordJson.mapper(), LIFETIME);
    StepVerifier.create(log.of("tried")).expectNext(List.of()).verifyComplete();
    StepVerifier.create(log.countRequest("tried")).expectNext(1).verifyComplete();
    StepVerifier.create(log.countRequest("tried")).expectNext(2).verifyComplete();
    Delivery requested = delivery(Trigger.REQUEST, 1, 20, null);
    Delivery second = delivery(Trigger.SCHEDULE, 2, 10, 0.25);
    log.put("tried", requested)
        .then(log.put("tried", delivery(Trigger.SCHEDULE, 2, 5, null)))
        .then(log.put("tried", second))
        .block();
    StepVerifier.create(log.of("tried")).expectNext(List.of(second, requested)).verifyComplete();
    StepVerifier.create(REDIS.getExpire(Keys.deliveries("tried")))
        .assertNext(left -> assertThat(left).isBetween(Duration.ofSeconds(1), LIFETIME))
        .verifyComplete();
  }

  @Test
  void a_try_that_cannot_be_read_hides_no_other() {
    RedisDeliveryLog log = new RedisDeliveryLog(REDIS, RecordJson.mapper(), LIFETIME);
    Delivery first = delivery(Trigger.SCHEDULE, 1, 5, 0.25);
    StepVerifier.create(
            REDIS
                .opsForHash()
                .put(Keys.deliveries("spoiled"), "SCHEDULE:2", "{}")
                .then(log.put("spoiled", first))
                .then(log.of("spoiled")))
        .expectNext(List.of(first))
        .verifyComplete();
  }

  @Test
  void a_record_that_cannot_be_read_goes_with_the_cursors_that_would_pass_it_over() {
    RedisCursors cursors = new RedisCursors(REDIS);
    for (Mono<?> spoiling :
        List.of(
            REDIS.opsForHash().put(Keys.job("spoiled"), "json", "{}"),
            REDIS.opsForValue().set(Keys.job("spoiled"), "{}"))) {
      StepVerifier.create(
              cursors
                  .advance(0, -1, 7)
                  .then(spoiling)
                  .then(jobStore().find("spoiled").then())
                  .then(Mono.zip(cursors.all(), REDIS.hasKey(Keys.job("spoiled")))))
          .expectNext(Tuples.of(Map.of(), false))
          .verifyComplete();
    }
  }

  private static Delivery delivery(
      Trigger trigger, int attempt, int second, @Nullable Double durationSeconds) {
    Instant at = Samples.START.plusSeconds(second);
    return new Delivery(
        trigger, attempt, at, durationSeconds, 503, Failure.UNEXPECTED_STATUS, at.plusSeconds(5));
  }
}
