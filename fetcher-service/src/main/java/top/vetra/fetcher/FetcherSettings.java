package top.vetra.fetcher;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import top.vetra.fetcher.chunk.FetchSettings;
import top.vetra.fetcher.media.MediaSettings;
import top.vetra.fetcher.plan.PlanSettings;
import top.vetra.fetcher.playlist.PlaylistLimits;

/**
 * All settings of the service, as {@code fetcher-service.yml} names and explains them.
 *
 * @param maxDuration of a recording
 * @param media how media is read
 * @param plan how recordings are planned
 * @param fetch how chunks are fetched
 */
@ConfigurationProperties("vetra")
record FetcherSettings(
    Duration maxDuration, MediaSettings media, PlanSettings plan, FetchSettings fetch) {

  PlaylistLimits playlistLimits() {
    return new PlaylistLimits(
        plan.maxPlaylistBytes(), plan.maxLineLength(), plan.maxSegments(), maxDuration);
  }
}
