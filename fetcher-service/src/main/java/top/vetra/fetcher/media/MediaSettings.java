package top.vetra.fetcher.media;

import java.time.Duration;

/**
 * How media is read.
 *
 * @param allowedHosts comma list, as of {@link top.vetra.model.link.MediaHosts#parse}
 * @param userAgent whom to say that we are
 * @param connectionsPerHost open at most, kept between requests
 * @param connectTimeout for a connection to come about
 * @param stallTimeout how long a host may say nothing
 * @param responseTimeout how long one try may take as a whole, waiting for a connection included
 * @param idleTimeout how long an unused connection is kept
 * @param tries of one request, the first included
 * @param firstBackoff before the second try; it doubles with each, give or take a half
 * @param maxBackoff the longest
 * @param retryAfterPatience how long one request waits, in all, for hosts that say when to come
 *     back
 */
public record MediaSettings(
    String allowedHosts,
    String userAgent,
    int connectionsPerHost,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration responseTimeout,
    Duration idleTimeout,
    int tries,
    Duration firstBackoff,
    Duration maxBackoff,
    Duration retryAfterPatience) {

  public MediaSettings {
    if (tries < 1) {
      throw new IllegalArgumentException("tries: " + tries + " (expected: >= 1)");
    }
  }
}
