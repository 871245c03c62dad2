package top.vetra.gateway.instance;

import reactor.core.publisher.Mono;

/** What the gateways of an instance leave for each other where they keep their records. */
public interface InstanceMark {

  /** The fingerprint that is there; the given one, where there was none. */
  Mono<String> leave(String fingerprint);
}
