package top.vetra.gateway.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;
import top.vetra.gateway.job.Changes;

/** Changes by Redis's publish and subscribe; all listeners of a gateway share one subscription. */
final class RedisChanges implements Changes {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Flux<String> shared;

  RedisChanges(ReactiveStringRedisTemplate redis) {
    this.shared =
        Flux.defer(() -> redis.listenToChannel(Keys.CHANGES))
            .map(Message::getMessage)
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                    .maxBackoff(Duration.ofSeconds(5)))
            .publish()
            .refCount(1, GRACE);
  }

  @Override
  public Flux<String> ids() {
    return shared.onBackpressureDrop();
  }
}
