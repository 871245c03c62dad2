package top.vetra.gateway.instance;

import top.vetra.gateway.webhook.WebhookSecrets;

/** The key of all gateways in tests. */
public final class InstanceKeyForTests {

  public static final String TEXT = "a-key-that-only-the-tests-may-use";

  private InstanceKeyForTests() {}

  /** Encrypts under it. */
  public static WebhookSecrets secrets() {
    return new WebhookSecrets(InstanceKey.of(TEXT));
  }
}
