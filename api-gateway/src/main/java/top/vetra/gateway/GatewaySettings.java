package top.vetra.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.gateway.job.Patience;

/**
 * What an operator may choose; {@code api-gateway.yml} tells what each is for.
 *
 * @param retention how long results are kept
 * @param linkLifetime how long a signed link works
 * @param heartbeat how long an open stream of events is silent at most
 * @param apiKeys who may ask; empty for everybody
 * @param trustedProxies addresses and networks whose word on the client's address is believed
 * @param rateLimit how often a client may ask
 * @param silence how long a conversion may be silent
 * @param webhook where webhooks may go
 */
@ConfigurationProperties("vetra")
public record GatewaySettings(
    @DefaultValue("P7D") Duration retention,
    @DefaultValue("PT24H") Duration linkLifetime,
    @DefaultValue("PT15S") Duration heartbeat,
    @DefaultValue Set<String> apiKeys,
    @DefaultValue Set<String> trustedProxies,
    @DefaultValue RateLimitSettings rateLimit,
    @DefaultValue SilenceSettings silence,
    @DefaultValue WebhookSettings webhook) {

  /** Records outlive their results by this, to tell that they are gone. */
  private static final Duration AFTERLIFE = Duration.ofDays(1);

  /** Whether a result of this time is still kept; what remains of others is about to go. */
  public boolean keeps(Instant completedAt, Instant now) {
    return now.isBefore(completedAt.plus(retention));
  }

  /** How long records are kept after their last change. */
  public Duration recordLifetime() {
    return retention.plus(AFTERLIFE);
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
   */
  public record RateLimitSettings(
      @DefaultValue("60000") int requests, @DefaultValue("600") int jobs) {}

  /** See {@link Patience}. */
  public record SilenceSettings(
      @DefaultValue("PT1M") Duration unstarted, @DefaultValue("PT30M") Duration lost) {}

  /**
   * Where webhooks may go.
   *
   * @param allowedHosts exact {@code host:port} entries that may be private addresses or plain HTTP
   * @param secrets sign what goes to endpoints without a secret of their own, all of them each time
   * @param concurrency how many calls are under way at a time, in each gateway
   * @param concurrencyPerEndpoint how many of them to one {@code host:port}
   */
  public record WebhookSettings(
      @DefaultValue Set<String> allowedHosts,
      @DefaultValue List<String> secrets,
      @DefaultValue("1000") int concurrency,
      @DefaultValue("16") int concurrencyPerEndpoint) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "WebhookSettings[allowedHosts=" + allowedHosts + "]";
    }
  }
}
