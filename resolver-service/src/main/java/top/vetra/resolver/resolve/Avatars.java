package top.vetra.resolver.resolve;

import reactor.core.publisher.Mono;
import top.vetra.model.job.Space;

/** Keeps the pictures of hosts, so that nobody's browser has to ask X for them. */
public interface Avatars {

  /**
   * The Space with our own address of its host's picture, once the picture is stored; empty where
   * there is none that can be had. It never fails.
   */
  Mono<Space> keep(Space space);
}
