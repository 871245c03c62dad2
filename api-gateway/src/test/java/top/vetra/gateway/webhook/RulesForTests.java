package top.vetra.gateway.webhook;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Rules with hosts of a test's choice. */
public final class RulesForTests {

  private RulesForTests() {}

  /** Rules that allow these {@code host:port} entries beside the public internet. */
  public static WebhookRules allowing(String... hosts) {
    return new WebhookRules(Set.of(hosts), PublicResolver.ofTheMachine());
  }

  /** A sender that may call these {@code host:port} entries beside the public internet. */
  static WebhookSender sender(Clock clock, List<String> instanceSecrets, String... hosts) {
    PublicResolver resolver = PublicResolver.ofTheMachine();
    return new WebhookSender(
        new WebhookRules(Set.of(hosts), resolver), resolver, new Signer(instanceSecrets), clock);
  }
}
