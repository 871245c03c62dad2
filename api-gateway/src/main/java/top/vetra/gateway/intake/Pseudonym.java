package top.vetra.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import top.vetra.gateway.admission.Caller;

/** A name that is the same for all jobs of a client, and does not tell its address. */
final class Pseudonym {

  private static final int LENGTH = 16;

  private Pseudonym() {}

  /** The start of a SHA-256: 64 bits in hexadecimal digits. */
  static String of(Caller caller) {
    try {
      byte[] id = caller.id().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(id))
          .substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
