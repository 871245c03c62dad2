package top.vetra.resolver;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import top.vetra.pipeline.settings.SettingException;
import top.vetra.resolver.x.call.Access;
import top.vetra.resolver.x.call.HttpSettings;
import top.vetra.resolver.x.graphql.QuerySettings;

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
      URI assetsUrl,
      URI syndicationUrl,
      @DefaultValue("8388608") int maxBundleBytes,
      String bearer,
      String userAgent,
      List<String> headers,
      String shortUserAgent,
      Duration guestTokenMaxAge,
      @DefaultValue("300") int callsPerMinute,
      String authToken,
      String ct0,
      @DefaultValue Canary canary,
      QuerySettings post,
      QuerySettings space,
      HttpSettings http) {

    X {
      apiUrl = withoutSlash(apiUrl);
      webUrl = withoutSlash(webUrl);
      shortUrl = withoutSlash(shortUrl);
      imageUrl = withoutSlash(imageUrl);
      assetsUrl = withoutSlash(assetsUrl);
      syndicationUrl = withoutSlash(syndicationUrl);
      headers.forEach(X::checkHeader);
    }

    /** Paths are put behind a base, and X knows none that begins with two slashes. */
    private static URI withoutSlash(URI base) {
      return URI.create(StringUtils.trimTrailingCharacter(base.toString(), '/'));
    }

    private static void checkHeader(String line) {
      if (!line.matches("[A-Za-z0-9-]+: ?[\\x20-\\x7e]+")) {
        throw new IllegalArgumentException("header: " + line + " (expected: Name: value)");
      }
    }

    /** What X's web client sends with every call. */
    Map<String, String> browserHeaders() {
      Map<String, String> all = new LinkedHashMap<>();
      headers.forEach(
          line -> {
            int colon = line.indexOf(':');
            all.put(line.substring(0, colon), line.substring(colon + 1).strip());
          });
      all.put("User-Agent", userAgent);
      return all;
    }

    /** X's bases, by what stands for them in routes. */
    Map<String, URI> bases() {
      return Map.of("{web}", webUrl, "{api}", apiUrl);
    }

    /** Who calls; an account only where both of its cookies are set. */
    Access access(Duration farReset) {
      Access.Session session =
          authToken.isBlank() || ct0.isBlank() ? null : new Access.Session(authToken, ct0);
      return new Access(apiUrl, bearer, browserHeaders(), guestTokenMaxAge, farReset, session);
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "X[apiUrl=" + apiUrl + ", webUrl=" + webUrl + ", shortUrl=" + shortUrl + "]";
    }
  }

  /**
   * A Space that tells "hidden from us" from "not there".
   *
   * @param space its id; blank for none
   * @param interval how often it is looked for while it is hidden
   */
  record Canary(@DefaultValue("") String space, @DefaultValue("PT10M") Duration interval) {

    Canary {
      if (!space.isBlank() && !space.matches("[0-9A-Za-z]{1,64}")) {
        throw new SettingException(
            "VETRA_X_CANARY is " + space + " (expected: the id of a Space, as 1yNGaYRQEpeGj).");
      }
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
