package top.vetra.gateway.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import top.vetra.gateway.instance.InstanceKey;
import top.vetra.model.job.JobOrder.Webhook;

/**
 * Encrypts the secrets of webhooks before anything is written down, and decrypts them for their
 * signature: AES-256-GCM under a key of the instance's, bound to the job, so that the secret of one
 * job's record is of no use in another's.
 */
@Component
public final class WebhookSecrets {

  /** Tells an encrypted secret from {@code whsec_}, as older versions have written them down. */
  private static final String ENCRYPTED = "aesgcm1_";

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /** With a key that only gateways of this instance have. */
  public WebhookSecrets(InstanceKey instance) {
    this.key = new SecretKeySpec(instance.derive("webhook-secrets"), "AES");
  }

  /** The same webhook with its secret encrypted for this job. */
  public Webhook encrypt(String jobId, Webhook webhook) {
    if (webhook.secret() == null) {
      return webhook;
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] secret = webhook.secret().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, jobId).doFinal(secret);
      byte[] whole =
          ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array();
      return new Webhook(webhook.url(), ENCRYPTED + Base64.getEncoder().encodeToString(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }

  /**
   * The same webhook with the secret that its caller gave.
   *
   * @throws IllegalStateException if it was encrypted for another job, or under another key
   */
  Webhook decrypt(String jobId, Webhook webhook) {
    String secret = webhook.secret();
    if (secret == null || !secret.startsWith(ENCRYPTED)) {
      return webhook;
    }
    try {
      byte[] whole = Base64.getDecoder().decode(secret.substring(ENCRYPTED.length()));
      byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, nonce, jobId)
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new Webhook(webhook.url(), new String(clear, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the secret of job " + jobId + "'s webhook is not readable", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String jobId) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(jobId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
