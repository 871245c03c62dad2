package top.vetra.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.queue.Limits;
import top.vetra.model.event.EventLog;

/**
 * What an operator may choose; {@code api-gateway.yml} tells what each is for.
 *
 * @param retention how long results are kept
 * @param linkLifetime how long a signed link works
 * @param heartbeat how long an open stream of events is silent at most
 * @param publicUrl the address that people use, with its path if it is served under one; null if
 *     that is not known
 * @param apiKeys who may ask; empty for everybody
 * @param open whether those without a key may ask all the same
 * @param trustedProxies addresses and networks whose word on the client's address is believed
 * @param rateLimit how often a client may ask
 * @param connections how many there may be, and how long they may be slow
 * @param streams how many streams of events there may be
 * @param silence how long a conversion may be silent
 * @param queue how much is worked on at a time
 * @param webhook where webhooks may go
 */
@ConfigurationProperties("vetra")
public record GatewaySettings(
    @DefaultValue("P7D") Duration retention,
    @DefaultValue("PT24H") Duration linkLifetime,
    @DefaultValue("PT15S") Duration heartbeat,
    @Nullable URI publicUrl,
    @DefaultValue Set<String> apiKeys,
    @DefaultValue("false") boolean open,
    @DefaultValue Set<String> trustedProxies,
    @DefaultValue RateLimitSettings rateLimit,
    @DefaultValue ConnectionSettings connections,
    @DefaultValue StreamSettings streams,
    @DefaultValue SilenceSettings silence,
    @DefaultValue QueueSettings queue,
    @DefaultValue WebhookSettings webhook) {

  /** Stores that speak S3 sign links for no longer. */
  private static final Duration LONGEST_LINK = Duration.ofDays(7);

  /**
   * Checks what cannot be meant.
   *
   * @throws IllegalArgumentException with the name of the setting and what is expected of it
   */
  public GatewaySettings {
    positive("VETRA_RETENTION", retention);
    positive("VETRA_LINK_LIFETIME", linkLifetime);
    positive("VETRA_HEARTBEAT", heartbeat);
    if (linkLifetime.compareTo(LONGEST_LINK) > 0) {
      throw new IllegalArgumentException(
          "VETRA_LINK_LIFETIME: " + linkLifetime + " (expected: at most " + LONGEST_LINK + ")");
    }
    positive("VETRA_SILENCE_UNSTARTED", silence.unstarted());
    positive("VETRA_SILENCE_LOST", silence.lost());
    if (publicUrl != null && publicUrl.toString().isEmpty()) {
      publicUrl = null;
    }
    if (publicUrl != null && !isWebAddress(publicUrl)) {
      throw new IllegalArgumentException(
          "VETRA_PUBLIC_URL: "
              + publicUrl
              + " (expected: an address such as https://example.org or https://example.org/vetra)");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: longer than nothing)");
    }
  }

  private static boolean isWebAddress(URI url) {
    return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  /** Whether a result of this time is still kept; what remains of others is about to go. */
  public boolean keeps(Instant completedAt, Instant now) {
    return now.isBefore(completedAt.plus(retention));
  }

  /** How long records are kept after their last change. */
  public Duration recordLifetime() {
    return EventLog.recordLifetime(retention);
  }

  /** How long a conversion may be silent. */
  public Patience patience() {
    return new Patience(silence.unstarted(), silence.lost());
  }

  /** Keeps the keys out of logs. */
  @Override
  public String toString() {
    return "GatewaySettings[retention=" + retention + "]";
  }

  /**
   * How often a client may ask; 0 is no limit.
   *
   * @param requests requests a minute, making jobs apart
   * @param jobs new jobs a minute
   * @param keyFactor on an open instance, how many times as often the holder of a key may ask
   */
  public record RateLimitSettings(
      @DefaultValue("60000") int requests,
      @DefaultValue("600") int jobs,
      @DefaultValue("10") int keyFactor) {}

  /**
   * What is borne of connections.
   *
   * @param total how many there are at most
   * @param perAddress how many of one client address, where that is no proxy of ours
   * @param bodyWithin how long a request's body may take to come
   * @param readWithin how long an answer may wait for its reader
   */
  public record ConnectionSettings(
      @DefaultValue("3000") int total,
      @DefaultValue("500") int perAddress,
      @DefaultValue("PT10S") Duration bodyWithin,
      @DefaultValue("PT1M") Duration readWithin) {}

  /**
   * What is borne of streams of events.
   *
   * @param total how many are open at most
   * @param perClient how many of one client
   * @param lifetime how long each is open at most; those who want more ask again
   */
  public record StreamSettings(
      @DefaultValue("2000") int total,
      @DefaultValue("200") int perClient,
      @DefaultValue("PT1H") Duration lifetime) {}

  /** See {@link Patience}. */
  public record SilenceSettings(
      @DefaultValue("PT1M") Duration unstarted, @DefaultValue("PT30M") Duration lost) {}

  /**
   * How much is worked on at a time.
   *
   * @param running conversions in all; 0 is no limit
   * @param runningPerClient conversions of one client; 0 is no limit
   * @param longestWait a client whose next job would wait longer is refused
   */
  public record QueueSettings(
      @DefaultValue("32") int running,
      @DefaultValue("16") int runningPerClient,
      @DefaultValue("PT1H") Duration longestWait) {

    /** The limits of what is worked on. */
    public Limits limits() {
      return Limits.of(running, runningPerClient);
    }
  }

  /**
   * Where webhooks may go.
   *
   * @param allowedHosts exact {@code host:port} entries that may be private addresses or plain HTTP
   * @param secrets sign what goes to endpoints without a secret of their own, all of them each time
   * @param concurrency how many calls are under way at a time, in each gateway
   * @param concurrencyPerHost how many of them to one host
   * @param callsPerMinutePerHost how many are made to one host within a minute, by each gateway
   */
  public record WebhookSettings(
      @DefaultValue Set<String> allowedHosts,
      @DefaultValue List<String> secrets,
      @DefaultValue("1000") int concurrency,
      @DefaultValue("16") int concurrencyPerHost,
      @DefaultValue("600") int callsPerMinutePerHost) {

    public WebhookSettings {
      if (callsPerMinutePerHost < 1) {
        throw new IllegalArgumentException(
            "callsPerMinutePerHost: " + callsPerMinutePerHost + " (expected: >= 1)");
      }
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "WebhookSettings[allowedHosts=" + allowedHosts + "]";
    }
  }
}
