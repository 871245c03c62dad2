package top.vetra.gateway.redis;

import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.GatewaySettings;

/** Keeps the gateway's records in Redis. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

  @Bean
  Records records(ReactiveStringRedisTemplate redis, ObjectMapper json, GatewaySettings settings) {
    return new Records(redis, json, settings.recordLifetime());
  }

  @Bean
  RedisJobStore jobStore(Records records) {
    return new RedisJobStore(records);
  }

  @Bean
  RedisConversionStore conversionStore(
      ReactiveStringRedisTemplate redis, Records records, GatewaySettings settings) {
    return new RedisConversionStore(redis, records, settings.recordLifetime(), settings.patience());
  }

  @Bean
  RedisConversionQueue conversionQueue(ReactiveStringRedisTemplate redis) {
    return new RedisConversionQueue(redis);
  }

  @Bean
  Claims claims(ReactiveStringRedisTemplate redis) {
    return new Claims(redis);
  }

  @Bean
  RedisWorkIndex workIndex(ReactiveStringRedisTemplate redis, Claims claims) {
    return new RedisWorkIndex(redis, claims);
  }

  @Bean
  RedisCursors cursors(ReactiveStringRedisTemplate redis) {
    return new RedisCursors(redis);
  }

  @Bean
  RedisInstanceMark instanceMark(ReactiveStringRedisTemplate redis) {
    return new RedisInstanceMark(redis);
  }

  @Bean
  RedisChanges changes(ReactiveStringRedisTemplate redis) {
    return new RedisChanges(redis);
  }

  @Bean
  RedisIdempotencyKeys idempotencyKeys(Claims claims) {
    return new RedisIdempotencyKeys(claims);
  }

  @Bean
  RedisDeliveryLog deliveryLog(
      ReactiveStringRedisTemplate redis, ObjectMapper json, GatewaySettings settings) {
    return new RedisDeliveryLog(redis, json, settings.recordLifetime());
  }

  @Bean
  RedisRateLimits rateLimits(ReactiveStringRedisTemplate redis) {
    return new RedisRateLimits(redis);
  }

  @Bean
  RedisMemory redisMemory(ReactiveStringRedisTemplate redis) {
    return new RedisMemory(redis);
  }

  @Bean
  @Profile("cluster")
  ReactiveHealthIndicator redisMemoryHealthIndicator(RedisMemory redisMemory) {
    return redisMemory::health;
  }
}
