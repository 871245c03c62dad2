package top.vetra.gateway.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import top.vetra.gateway.queue.ConversionQueue;
import top.vetra.gateway.queue.Limits;
import top.vetra.gateway.queue.QueueState;
import top.vetra.gateway.queue.QueueState.Running;
import top.vetra.gateway.queue.QueueState.Waiting;

/**
 * What waits and what is worked on, in two hashes: conversion to time and clients, separated by
 * spaces.
 */
final class RedisConversionQueue implements ConversionQueue {

  private static final List<String> KEYS = List.of(Keys.WAITING, Keys.RUNNING, Keys.MEAN_RUN);

  /** So many clients' turns may bring out one conversion; more add nothing. */
  private static final int MAX_CLIENTS = 8;

  private static final RedisScript<Long> ENTER =
      RedisScript.of(
          """
          if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end
          local line = redis.call('HGET', KEYS[1], ARGV[1])
          if not line then line = ARGV[3] end
          local fields = 0
          for field in string.gmatch(line, '%S+') do
            if field == ARGV[2] then return 0 end
            fields = fields + 1
          end
          if fields <= tonumber(ARGV[4]) then
            redis.call('HSET', KEYS[1], ARGV[1], line .. ' ' .. ARGV[2])
          end
          return 1
          """,
          Long.class);

  private static final RedisScript<Long> LET_OUT =
      RedisScript.of(
          """
          if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
          if redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then return 0 end
          local own = 0
          for _, work in ipairs(redis.call('HVALS', KEYS[2])) do
            if string.match(work, ' (%S+)$') == ARGV[2] then own = own + 1 end
          end
          if own >= tonumber(ARGV[5]) then return 0 end
          redis.call('HDEL', KEYS[1], ARGV[1])
          redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. ARGV[2])
          return 1
          """,
          Long.class);

  private static final RedisScript<Long> WORKS =
      RedisScript.of(
          """
          redis.call('HDEL', KEYS[1], ARGV[1])
          return redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. ARGV[2])
          """,
          Long.class);

  /** The mean forgets: the last five count for two thirds of it. */
  private static final RedisScript<Long> LEAVE =
      RedisScript.of(
          """
          redis.call('HDEL', KEYS[1], ARGV[1])
          local work = redis.call('HGET', KEYS[2], ARGV[1])
          if not work then return 0 end
          redis.call('HDEL', KEYS[2], ARGV[1])
          local took = math.max(0, tonumber(ARGV[2]) - tonumber(string.match(work, '^%d+')))
          local mean = tonumber(redis.call('GET', KEYS[3]) or took)
          redis.call('SET', KEYS[3], string.format('%d', math.floor(mean * 0.8 + took * 0.2)))
          return 1
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;

  RedisConversionQueue(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Void> enter(String conversionId, String client, Instant at) {
    return run(ENTER, conversionId, client, millis(at), Integer.toString(MAX_CLIENTS)).then();
  }

  @Override
  public Mono<Boolean> letOut(String conversionId, String client, Limits limits, Instant at) {
    return run(
            LET_OUT,
            conversionId,
            client,
            millis(at),
            Integer.toString(limits.all()),
            Integer.toString(limits.perClient()))
        .map(out -> out == 1);
  }

  @Override
  public Mono<Void> works(String conversionId, String client, Instant at) {
    return run(WORKS, conversionId, client, millis(at)).then();
  }

  @Override
  public Mono<Void> leave(String conversionId, Instant at) {
    return run(LEAVE, conversionId, millis(at)).then();
  }

  private Mono<Long> run(RedisScript<Long> script, String... arguments) {
    return redis.execute(script, KEYS, List.of(arguments)).next();
  }

  @Override
  public Mono<QueueState> look() {
    var hashes = redis.<String, String>opsForHash();
    return Mono.zip(
            hashes.entries(Keys.WAITING).map(RedisConversionQueue::waiting).collectList(),
            hashes.entries(Keys.RUNNING).map(RedisConversionQueue::running).collectList(),
            redis.opsForValue().get(Keys.MEAN_RUN).defaultIfEmpty("0"))
        .map(
            all ->
                new QueueState(
                    all.getT1(), all.getT2(), Duration.ofMillis(Long.parseLong(all.getT3()))));
  }

  private static Waiting waiting(Map.Entry<String, String> entry) {
    List<String> fields = List.of(entry.getValue().split(" "));
    return new Waiting(entry.getKey(), instant(fields.get(0)), fields.subList(1, fields.size()));
  }

  private static Running running(Map.Entry<String, String> entry) {
    List<String> fields = List.of(entry.getValue().split(" "));
    return new Running(entry.getKey(), instant(fields.get(0)), fields.get(1));
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
