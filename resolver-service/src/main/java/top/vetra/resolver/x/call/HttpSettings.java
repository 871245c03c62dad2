package top.vetra.resolver.x.call;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient a single call is, and when calls are not made at all.
 *
 * @param connectTimeout until the connection stands
 * @param responseTimeout until the whole answer is there
 * @param maxBodyBytes the longest answer that is read
 * @param tries how often a call that fails is made, counting the first
 * @param backoff the pause before the second try; later ones are longer
 * @param breakerPause how long nothing is sent to an endpoint that keeps failing
 * @param blockPause how long nothing is sent to where a firewall turns us away, the first time
 * @param longestBlockPause where such pauses stop to grow
 * @param proxy an address that {@link Proxy} reads; blank for none. It may hold a password
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration responseTimeout,
    int maxBodyBytes,
    int tries,
    Duration backoff,
    Duration breakerPause,
    @DefaultValue("PT5S") Duration blockPause,
    @DefaultValue("PT1M") Duration longestBlockPause,
    @DefaultValue("") String proxy) {

  /** The same with room for longer answers. */
  public HttpSettings withMaxBodyBytes(int bytes) {
    return new HttpSettings(
        connectTimeout,
        responseTimeout,
        bytes,
        tries,
        backoff,
        breakerPause,
        blockPause,
        longestBlockPause,
        proxy);
  }

  /** Keeps the proxy's password out of logs. */
  @Override
  public String toString() {
    return "HttpSettings[tries=" + tries + ", proxy=" + !proxy.isBlank() + "]";
  }
}
