package top.vetra.gateway.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Preset;

/** Which conversion serves a link and preset, so that equal wishes share their work. */
public interface WorkIndex {

  /** The conversion that holds the key; empty if none does. */
  Mono<String> holder(String key);

  /**
   * Takes the key for a conversion if it is free, or held by the one to be replaced.
   *
   * @param key see {@link #key}
   * @param conversionId who takes it
   * @param replaced who may be replaced
   * @param lifetime how long it is held
   * @return who holds it now
   */
  Mono<String> claim(String key, String conversionId, @Nullable String replaced, Duration lifetime);

  /** Takes the key from whoever holds it. */
  Mono<Void> put(String key, String conversionId, Duration lifetime);

  /** Frees the key if this conversion holds it. */
  Mono<Void> release(String key, String conversionId);

  /** Equal for wishes that share their work. */
  static String key(String linkKey, Preset preset) {
    return linkKey + "|" + preset.slug();
  }
}
