package top.vetra.gateway.web;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.ResultFile;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.pipeline.store.ObjectStore.SignedLink;

/** Signs links for the object store. */
@Component
final class SignedLinks implements Links {

  /** What no store refuses, for links to files that are about to go. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final ObjectStore objects;
  private final GatewaySettings settings;

  SignedLinks(ObjectStore objects, GatewaySettings settings) {
    this.objects = objects;
    this.settings = settings;
  }

  @Override
  public SignedLink current(ResultFile file, Instant completedAt, Instant now) {
    Duration life = Duration.between(completedAt, file.linkExpiresAt());
    Duration left = Duration.between(now, file.linkExpiresAt());
    return left.compareTo(life.dividedBy(2)) >= 0
        ? new SignedLink(file.link(), file.linkExpiresAt())
        : fresh(file, completedAt, now);
  }

  @Override
  public SignedLink fresh(ResultFile file, Instant completedAt, Instant now) {
    Duration kept = Duration.between(now, completedAt.plus(settings.retention()));
    Duration life = kept.compareTo(settings.linkLifetime()) < 0 ? kept : settings.linkLifetime();
    return objects.sign(
        file.objectKey(),
        file.fileName(),
        file.contentType(),
        life.compareTo(SHORTEST) < 0 ? SHORTEST : life);
  }
}
