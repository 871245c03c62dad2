package top.vetra.resolver.x.canary;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Tells operators whether X hides Spaces from us. A part of ours is down in neither case. */
public final class CanaryHealth implements ReactiveHealthIndicator {

  private final Canary canary;

  /** Looks at what was seen last; it asks X for nothing. */
  public CanaryHealth(Canary canary) {
    this.canary = canary;
  }

  @Override
  public Mono<Health> health() {
    Health.Builder health = Health.up();
    canary
        .last()
        .ifPresentOrElse(
            seen ->
                health
                    .withDetail("spaces", seen.hidden() ? "hidden from us" : "to be seen")
                    .withDetail("since", seen.since().toString())
                    .withDetail("lookedAt", seen.at().toString()),
            () -> health.withDetail("spaces", "not looked for"));
    return Mono.just(health.build());
  }
}
