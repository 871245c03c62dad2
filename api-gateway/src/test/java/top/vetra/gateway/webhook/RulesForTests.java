package top.vetra.gateway.webhook;

import java.time.Duration;
import java.util.Set;
import top.vetra.gateway.GatewaySettings;

/** Rules with hosts of a test's choice. */
public final class RulesForTests {

  private RulesForTests() {}

  /** Rules that allow these {@code host:port} entries beside the public internet. */
  public static WebhookRules allowing(String... hosts) {
    return new WebhookRules(
        new GatewaySettings(
            Duration.ofDays(7),
            Duration.ofDays(1),
            new GatewaySettings.SilenceSettings(Duration.ofMinutes(1), Duration.ofMinutes(30)),
            new GatewaySettings.WebhookSettings(Set.of(hosts), 1)));
  }
}
