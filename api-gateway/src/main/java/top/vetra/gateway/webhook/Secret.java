package top.vetra.gateway.webhook;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secrets as Standard Webhooks writes them down: {@code whsec_} and base64 of the key. */
final class Secret {

  private static final String PREFIX = "whsec_";

  /** Standard Webhooks asks for 24 to 64 bytes. */
  private static final int MIN_BYTES = 24;

  private static final int MAX_BYTES = 64;

  private Secret() {}

  /** The key that a secret stands for; null if it is malformed. */
  static byte @Nullable [] key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return null;
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      return key.length < MIN_BYTES || key.length > MAX_BYTES ? null : key;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
