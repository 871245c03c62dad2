package top.vetra.gateway.projection;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.placement.Joinable;
import top.vetra.model.link.SpaceLink;

/**
 * Under which keys a conversion is found by later requests: that of its link, and that of its Space
 * once it is known, which for the link of a post is another.
 */
@Component
final class Holdings {

  private final WorkIndex index;
  private final Joinable joinable;
  private final GatewaySettings settings;

  Holdings(WorkIndex index, Joinable joinable, GatewaySettings settings) {
    this.index = index;
    this.joinable = joinable;
    this.settings = settings;
  }

  /** Takes the key of the link, if it is free: it is not where Redis has lost its data. */
  Mono<Void> accepted(ConversionState state) {
    return Flux.fromStream(keys(state))
        .concatMap(key -> index.claim(key, state.id(), null, settings.recordLifetime()))
        .then();
  }

  /**
   * Takes the key of the Space, once it is known.
   *
   * @return another conversion that has it and does, or has done, the same work; else empty
   */
  Mono<String> takeSpace(ConversionState state) {
    return Mono.justOrEmpty(spaceKey(state))
        .flatMap(
            key ->
                index
                    .claim(key, state.id(), null, settings.recordLifetime())
                    .filter(holder -> !holder.equals(state.id()))
                    .filterWhen(joinable::test)
                    .switchIfEmpty(
                        index.put(key, state.id(), settings.recordLifetime()).then(Mono.empty())));
  }

  /** A finished file is the best answer there is: it takes its keys from whoever has them. */
  Mono<Void> completed(ConversionState state) {
    return Flux.fromStream(keys(state))
        .concatMap(key -> index.put(key, state.id(), settings.recordLifetime()))
        .then();
  }

  /** Gives its keys up, so that the next request founds a new conversion. */
  Mono<Void> release(ConversionState state) {
    return Flux.fromStream(keys(state)).concatMap(key -> index.release(key, state.id())).then();
  }

  /** Lets those who ask for the same link find the conversion that took over. */
  Mono<Void> handOver(ConversionState state, String to) {
    return Flux.fromStream(keys(state))
        .concatMap(key -> index.claim(key, to, state.id(), settings.recordLifetime()))
        .then();
  }

  private static Stream<String> keys(ConversionState state) {
    SpaceLink link = state.link();
    var preset = state.preset();
    if (link == null || preset == null) {
      return Stream.empty();
    }
    return Stream.concat(
            Stream.of(WorkIndex.key(link.key(), preset)), Stream.ofNullable(spaceKey(state)))
        .distinct();
  }

  private static @Nullable String spaceKey(ConversionState state) {
    var space = state.space();
    var preset = state.preset();
    return space == null || preset == null
        ? null
        : WorkIndex.key(new SpaceLink.Space(space.id()).key(), preset);
  }
}
