package top.vetra.gateway.redis;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Values under keys as JSON with a version, changed by compare-and-set only. */
final class Records {

  /**
   * The version is kept beside the JSON, so that the script need not read it. A record may have a
   * time at which it has to be looked at, in a sorted set beside it.
   */
  private static final RedisScript<Long> REPLACE =
      RedisScript.of(
          """
          local version = redis.call('HGET', KEYS[1], 'version') or '0'
          if version ~= ARGV[1] then return 0 end
          redis.call('HSET', KEYS[1], 'version', ARGV[2], 'json', ARGV[3])
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
          if ARGV[6] == 'never' then redis.call('ZREM', KEYS[2], ARGV[5])
          elseif ARGV[6] ~= '' then redis.call('ZADD', KEYS[2], ARGV[6], ARGV[5]) end
          redis.call('PUBLISH', KEYS[3], ARGV[5])
          return 1
          """,
          Long.class);

  private static final Logger log = LoggerFactory.getLogger(Records.class);

  private final ReactiveStringRedisTemplate redis;
  private final ObjectMapper json;
  private final Duration lifetime;

  Records(ReactiveStringRedisTemplate redis, ObjectMapper json, Duration lifetime) {
    this.redis = redis;
    this.json = json;
    this.lifetime = lifetime;
  }

  <T> Mono<T> find(String key, Class<T> type) {
    return redis
        .<String, String>opsForHash()
        .get(key, "json")
        .map(value -> json.readValue(value, type))
        .onErrorResume(Records::isUnreadable, failure -> forget(key, failure).then(Mono.empty()));
  }

  private static boolean isUnreadable(Throwable failure) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    return failure instanceof JacksonException
        || String.valueOf(root.getMessage()).startsWith("WRONGTYPE");
  }

  /**
   * Makes room for the record to be made again: without cursors, the gateways read the log from its
   * beginning, which changes no record that is as it should be.
   */
  private Mono<Void> forget(String key, Throwable failure) {
    log.error("record {} is not readable: all records are made again from the log", key, failure);
    Metrics.counter("vetra.records.unreadable").increment();
    return redis.delete(key, Keys.CURSORS).then();
  }

  /**
   * Stores a value if the stored one has the expected version.
   *
   * @param due when to look at it, in milliseconds since 1970; {@code never}, or empty for no
   *     change
   */
  Mono<Boolean> replace(
      String key, String name, long expectedVersion, long version, Object value, String due) {
    return Mono.defer(
        () ->
            redis
                .execute(
                    REPLACE,
                    List.of(key, Keys.DUE, Keys.CHANGES),
                    List.of(
                        Long.toString(expectedVersion),
                        Long.toString(version),
                        json.writeValueAsString(value),
                        Long.toString(lifetime.toMillis()),
                        name,
                        due))
                .next()
                .map(stored -> stored == 1));
  }
}
