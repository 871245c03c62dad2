package top.vetra.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import top.vetra.gateway.EmbeddedRedis;
import top.vetra.gateway.admission.RateLimits.Policy;
import top.vetra.gateway.admission.RateLimits.Standing;
import top.vetra.gateway.job.Samples;

/** Quotas on a real Redis. */
class RedisRateLimitsTest {

  private static final LettuceConnectionFactory CONNECTIONS = connections();

  private final RedisRateLimits one = limits();
  private final RedisRateLimits other = limits();
  private final String client = Samples.id();

  @BeforeAll
  static void connect() {
    CONNECTIONS.start();
  }

  @AfterAll
  static void disconnect() {
    CONNECTIONS.destroy();
  }

  @Test
  void a_quota_holds_across_gateways() {
    Policy policy = new Policy("jobs", 7, Duration.ofHours(1));
    for (int left = 6; left >= 0; left--) {
      Standing standing = take(left % 2 == 0 ? one : other, policy);
      assertThat(standing.admitted()).isTrue();
      assertThat(standing.remaining()).isEqualTo(left);
    }
    Standing refused = take(one, policy);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(9));
    assertThat(refused.reset()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void many_requests_at_a_time_are_all_counted() {
    Policy policy = new Policy("jobs", 20, Duration.ofHours(1));
    Long admitted =
        Flux.range(0, 60)
            .flatMap(n -> (n % 2 == 0 ? one : other).take(client, policy), 60)
            .filter(Standing::admitted)
            .count()
            .block();
    assertThat(admitted).isEqualTo(20);
  }

  @Test
  void a_quota_comes_back_bit_by_bit() throws InterruptedException {
    Policy policy = new Policy("jobs", 2, Duration.ofMillis(400));
    take(one, policy);
    take(one, policy);
    Standing refused = take(one, policy);
    assertThat(refused.admitted()).isFalse();
    Thread.sleep(refused.retryAfter().toMillis() + 1);
    assertThat(take(one, policy).admitted()).isTrue();
  }

  @Test
  void clients_and_policies_are_counted_apart() {
    Policy policy = new Policy("jobs", 1, Duration.ofHours(1));
    assertThat(take(one, policy).admitted()).isTrue();
    assertThat(take(one, policy).admitted()).isFalse();
    assertThat(take(one, new Policy("requests", 1, Duration.ofHours(1))).admitted()).isTrue();
    assertThat(Objects.requireNonNull(one.take(Samples.id(), policy).block()).admitted()).isTrue();
  }

  private Standing take(RedisRateLimits limits, Policy policy) {
    return Objects.requireNonNull(limits.take(client, policy).block());
  }

  private static RedisRateLimits limits() {
    return new RedisRateLimits(new ReactiveStringRedisTemplate(CONNECTIONS));
  }

  private static LettuceConnectionFactory connections() {
    URI url = URI.create(EmbeddedRedis.url());
    return new LettuceConnectionFactory(
        new RedisStandaloneConfiguration(url.getHost(), url.getPort()));
  }
}
