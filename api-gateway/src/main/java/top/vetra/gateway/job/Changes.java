package top.vetra.gateway.job;

import reactor.core.publisher.Flux;

/** Tells, in every gateway, which records change. */
public interface Changes {

  /**
   * The ids of jobs and conversions as they change, from now on and without end. It asks for no
   * patience: one that is not taken at once may be left out.
   */
  Flux<String> ids();
}
