package top.vetra.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages as Standard Webhooks 1.0.0 says: with the secret of the request, else with those
 * of the instance, of which there are several while one replaces another.
 */
final class Signer {

  private static final String ALGORITHM = "HmacSHA256";

  private final List<byte[]> instanceKeys = new ArrayList<>();

  /**
   * Signs with these where a request brings no secret.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  Signer(List<String> instanceSecrets) {
    for (String secret : instanceSecrets) {
      if (!secret.isBlank()) {
        instanceKeys.add(key(secret.strip()));
      }
    }
  }

  /**
   * The value of {@code webhook-signature}; null if there is no secret.
   *
   * @param secret the request's own
   * @param timestamp seconds since 1970
   */
  @Nullable String sign(@Nullable String secret, String id, long timestamp, byte[] body) {
    List<byte[]> keys = secret == null ? instanceKeys : List.of(key(secret));
    return keys.isEmpty()
        ? null
        : keys.stream()
            .map(key -> signature(key, id, timestamp, body))
            .collect(Collectors.joining(" "));
  }

  private static byte[] key(String secret) {
    byte[] key = Secret.key(secret);
    if (key == null) {
      throw new IllegalArgumentException(
          "webhook secret: malformed (expected: whsec_ and base64 of 24 to 64 bytes)");
    }
    return key;
  }

  private static String signature(byte[] key, String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }
}
