package top.vetra.gateway.redis;

import java.time.Duration;
import reactor.core.publisher.Mono;
import top.vetra.gateway.intake.IdempotencyKeys;

/** Idempotency keys in Redis: a key each, with fingerprint and job in its value. */
final class RedisIdempotencyKeys implements IdempotencyKeys {

  private static final String NOBODY = "";

  private final Claims claims;

  RedisIdempotencyKeys(Claims claims) {
    this.claims = claims;
  }

  @Override
  public Mono<Claim> claim(String key, Claim claim, Duration lifetime) {
    return claims
        .claim(Keys.idempotency(key), value(claim), NOBODY, lifetime)
        .map(RedisIdempotencyKeys::claim);
  }

  @Override
  public Mono<Void> release(String key, Claim claim) {
    return claims.release(Keys.idempotency(key), value(claim));
  }

  private static String value(Claim claim) {
    return claim.fingerprint() + ' ' + claim.jobId();
  }

  private static Claim claim(String value) {
    int space = value.indexOf(' ');
    return new Claim(value.substring(0, space), value.substring(space + 1));
  }
}
