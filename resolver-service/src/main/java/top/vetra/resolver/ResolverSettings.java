package top.vetra.resolver;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import top.vetra.resolver.x.call.Access;
import top.vetra.resolver.x.call.HttpSettings;
import top.vetra.resolver.x.call.QuerySettings;

/**
 * All settings of this service; {@code resolver-service.yml} explains them.
 *
 * @param media where playlists may lie
 * @param x how X is asked
 * @param resolver how the work is done
 */
@ConfigurationProperties("vetra")
record ResolverSettings(@DefaultValue Media media, X x, @DefaultValue Work resolver) {

  /** The comma list that {@link top.vetra.model.link.MediaHosts} reads. */
  record Media(@DefaultValue("*.video.pscp.tv,*.pscp.tv") String allowedHosts) {}

  /** How X is asked: everything that X may change one day. Bases end without a slash. */
  record X(
      URI apiUrl,
      URI webUrl,
      URI shortUrl,
      URI imageUrl,
      String bearer,
      String userAgent,
      String shortUserAgent,
      Duration guestTokenMaxAge,
      @DefaultValue("300") int callsPerMinute,
      String authToken,
      String ct0,
      QuerySettings post,
      QuerySettings space,
      HttpSettings http) {

    X {
      apiUrl = withoutSlash(apiUrl);
      webUrl = withoutSlash(webUrl);
      shortUrl = withoutSlash(shortUrl);
      imageUrl = withoutSlash(imageUrl);
    }

    /** Paths are put behind a base, and X knows none that begins with two slashes. */
    private static URI withoutSlash(URI base) {
      return URI.create(StringUtils.trimTrailingCharacter(base.toString(), '/'));
    }

    /** Who calls; an account only where both of its cookies are set. */
    Access access(Duration farReset) {
      Access.Session session =
          authToken.isBlank() || ct0.isBlank() ? null : new Access.Session(authToken, ct0);
      return new Access(apiUrl, bearer, userAgent, guestTokenMaxAge, farReset, session);
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "X[apiUrl=" + apiUrl + ", webUrl=" + webUrl + ", shortUrl=" + shortUrl + "]";
    }
  }

  /**
   * How the work is done.
   *
   * @param concurrency tasks at a time
   * @param limit for one try of a task
   * @param patience how long X is waited for
   */
  record Work(
      @DefaultValue("4") int concurrency,
      @DefaultValue("PT60S") Duration limit,
      @DefaultValue Waits patience) {}

  /** See {@link top.vetra.resolver.resolve.Patience}. */
  record Waits(
      @DefaultValue("PT5M") Duration perRateLimit,
      @DefaultValue("PT15M") Duration rateLimits,
      @DefaultValue("PT2M") Duration outages,
      @DefaultValue("PT15M") Duration recording,
      @DefaultValue({"PT10S", "PT20S", "PT30S", "PT1M", "PT2M"}) List<Duration> recordingChecks) {}
}
