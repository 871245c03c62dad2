package top.vetra.gateway.instance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import top.vetra.pipeline.settings.SettingException;

/** {@code VETRA_INSTANCE_KEY}, of which each purpose gets a key of its own. */
public final class InstanceKey {

  /** {@code openssl rand -base64 32} gives 44, half as many bytes in hexadecimal digits 32. */
  private static final int MIN_CHARACTERS = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int FINGERPRINT_BYTES = 8;

  private final SecretKeySpec key;

  private InstanceKey(String text) {
    this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * The key as the operator gives it.
   *
   * @throws SettingException if there is none, or one that is too short to be random
   */
  public static InstanceKey of(String text) {
    String key = text.strip();
    if (key.length() < MIN_CHARACTERS) {
      throw new SettingException(
          (key.isEmpty()
                  ? "VETRA_INSTANCE_KEY is not set."
                  : "VETRA_INSTANCE_KEY has "
                      + key.length()
                      + " characters (expected: "
                      + MIN_CHARACTERS
                      + " or more).")
              + " Make one with `openssl rand -base64 32`, keep it, and give the same one to every"
              + " gateway of this instance.");
    }
    return new InstanceKey(key);
  }

  /** 32 bytes that nobody without this key can make; others for each purpose. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }

  /** Tells this key from others, and nothing about it. */
  String fingerprint() {
    return HexFormat.of().formatHex(derive("fingerprint"), 0, FINGERPRINT_BYTES);
  }
}
