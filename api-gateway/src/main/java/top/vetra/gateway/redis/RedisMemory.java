package top.vetra.gateway.redis;

import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import top.vetra.gateway.intake.IntakeGate;
import top.vetra.gateway.problem.RequestProblem;

/**
 * Watches Redis's memory. New work is refused before it is full: a full one takes no more changes
 * of the jobs that are there. One that makes room by itself loses accepted jobs, so operators are
 * told. {@code INFO} is asked, since managed ones mostly allow no {@code CONFIG}.
 */
final class RedisMemory implements IntakeGate {

  private static final Logger log = LoggerFactory.getLogger(RedisMemory.class);

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Records live for days; some go each minute. */
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final Mono<Usage> usage;

  RedisMemory(ReactiveStringRedisTemplate redis) {
    this.usage =
        redis
            .execute(connection -> connection.serverCommands().info("memory"))
            .next()
            .map(Usage::of)
            .timeout(PATIENCE)
            .cache(seen -> BETWEEN_LOOKS, failure -> Duration.ZERO, () -> Duration.ZERO);
  }

  /** Whoever cannot be asked is not refused for it: what follows needs Redis anyway. */
  @Override
  public Mono<Void> admit(String client) {
    return usage
        .onErrorComplete()
        .filter(Usage::isNearlyFull)
        .flatMap(
            full ->
                Mono.error(
                    RequestProblem.overloaded(
                        "This server keeps as many jobs as it can, so nothing new is begun. Try"
                            + " again in a few minutes.",
                        RETRY_AFTER)));
  }

  /** Down where accepted jobs may be lost. */
  Mono<Health> health() {
    return usage
        .map(
            seen ->
                (seen.evicts() ? Health.down() : Health.up())
                    .withDetail("policy", seen.policy())
                    .withDetail("usedBytes", seen.used())
                    .withDetail("maxBytes", seen.max())
                    .build())
        .onErrorResume(failure -> Mono.just(Health.unknown().build()));
  }

  /** Tells operators at the start. */
  @EventListener(ApplicationReadyEvent.class)
  public void checkPolicy() {
    usage
        .onErrorComplete()
        .filter(Usage::evicts)
        .subscribe(
            seen ->
                log.error(
                    "Redis loses accepted jobs when its memory is full: maxmemory-policy is {}"
                        + " (expected: noeviction). Set maxmemory-policy to noeviction.",
                    seen.policy()));
  }

  /**
   * What {@code INFO memory} says.
   *
   * @param used in bytes
   * @param max in bytes; 0 for no limit
   * @param policy what happens at the limit
   */
  record Usage(long used, long max, String policy) {

    private static final String NO_EVICTION = "noeviction";
    private static final double NEARLY = 0.9;

    static Usage of(Properties info) {
      return new Usage(
          Long.parseLong(info.getProperty("used_memory", "0")),
          Long.parseLong(info.getProperty("maxmemory", "0")),
          info.getProperty("maxmemory_policy", NO_EVICTION));
    }

    boolean isNearlyFull() {
      return max > 0 && used >= NEARLY * max;
    }

    /** Without a limit nothing is ever evicted. */
    boolean evicts() {
      return max > 0 && !policy.equals(NO_EVICTION);
    }
  }
}
