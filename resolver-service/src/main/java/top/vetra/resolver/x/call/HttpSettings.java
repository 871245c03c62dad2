package top.vetra.resolver.x.call;

import java.time.Duration;

/**
 * How patient a single call is, and when calls are not made at all.
 *
 * @param connectTimeout until the connection stands
 * @param responseTimeout until the whole answer is there
 * @param maxBodyBytes the longest answer that is read
 * @param tries how often a call that fails is made, counting the first
 * @param backoff the pause before the second try; later ones are longer
 * @param breakerPause how long nothing is sent to an endpoint that keeps failing
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration responseTimeout,
    int maxBodyBytes,
    int tries,
    Duration backoff,
    Duration breakerPause) {}
