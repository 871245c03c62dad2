package top.vetra.fetcher.media;

import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The hosts that recordings are read from. */
public interface MediaOrigin {

  /**
   * Reads something, trying again where that may help.
   *
   * @param request what
   * @param body made anew for each try
   * @return what the body made of it, or a {@link MediaException}
   */
  <T> Mono<T> read(MediaRequest request, Supplier<? extends Body<T>> body);
}
