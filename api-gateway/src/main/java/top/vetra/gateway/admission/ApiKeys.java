package top.vetra.gateway.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;

/**
 * The keys that close an instance or, where it stays open, raise quotas. A program sends its key as
 * {@code Authorization: Bearer}; a browser asks the person for it and sends it as {@code Basic}, as
 * user name or as password, also where a page cannot set headers.
 */
@Component
final class ApiKeys {

  private static final int SHORTEST = 16;

  private final List<byte[]> hashes;
  private final boolean open;

  ApiKeys(GatewaySettings settings) {
    Set<String> keys = settings.apiKeys();
    if (keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
      throw new IllegalArgumentException(
          "api-keys: one is too short (expected: at least " + SHORTEST + " characters each)");
    }
    this.hashes = keys.stream().map(ApiKeys::sha256).toList();
    this.open = keys.isEmpty() || settings.open();
  }

  /** Whether the instance serves everybody. */
  boolean isOpen() {
    return open;
  }

  /** Whether something was sent that is to be one of our keys; else it is for a proxy before us. */
  boolean areRead(HttpHeaders headers) {
    return !hashes.isEmpty() && headers.containsHeader(HttpHeaders.AUTHORIZATION);
  }

  /** A name for the key that was sent, which does not give it away; null without a valid one. */
  @Nullable String holder(HttpHeaders headers) {
    String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
    return authorization == null
        ? null
        : sent(authorization)
            .map(ApiKeys::sha256)
            .filter(this::isKnown)
            .findFirst()
            .map(hash -> HexFormat.of().formatHex(hash, 0, 8))
            .orElse(null);
  }

  /** Compares with all of them in the same time, whatever was sent. */
  private boolean isKnown(byte[] hash) {
    boolean known = false;
    for (byte[] expected : hashes) {
      known |= MessageDigest.isEqual(expected, hash);
    }
    return known;
  }

  private static Stream<String> sent(String authorization) {
    String[] parts = authorization.split(" ", 2);
    if (parts.length < 2) {
      return Stream.empty();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> Stream.of(parts[1].strip());
      case "basic" -> basic(parts[1].strip());
      default -> Stream.empty();
    };
  }

  private static Stream<String> basic(String credentials) {
    try {
      byte[] decoded = Base64.getDecoder().decode(credentials);
      return Stream.of(new String(decoded, StandardCharsets.UTF_8).split(":", 2));
    } catch (IllegalArgumentException notBase64) {
      return Stream.empty();
    }
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
