package top.vetra.standalone.embedded.s3;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The key pair that requests to the object store are signed with.
 *
 * @param accessKey names the key
 * @param secretKey never leaves this machine
 */
public record S3Credentials(String accessKey, String secretKey) {

  private static final String ACCESS = "access-key";
  private static final String SECRET = "secret-key";

  /** The pair kept in this file; made up and written there the first time. */
  static S3Credentials keptIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      random().writeTo(file);
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    }
    String access = kept.getProperty(ACCESS);
    String secret = kept.getProperty(SECRET);
    if (access == null || secret == null) {
      throw new IOException("no keys in " + file + " (expected: access-key and secret-key)");
    }
    return new S3Credentials(access, secret);
  }

  private static S3Credentials random() {
    SecureRandom random = new SecureRandom();
    byte[] access = new byte[10];
    byte[] secret = new byte[32];
    random.nextBytes(access);
    random.nextBytes(secret);
    HexFormat hex = HexFormat.of();
    return new S3Credentials("vetra" + hex.formatHex(access), hex.formatHex(secret));
  }

  private void writeTo(Path file) throws IOException {
    Properties kept = new Properties();
    kept.setProperty(ACCESS, accessKey);
    kept.setProperty(SECRET, secretKey);
    // A temporary file is readable by its owner alone, and a move keeps that.
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "s3", ".part");
    try (Writer writer = Files.newBufferedWriter(part)) {
      kept.store(writer, "Signs requests to the embedded object store");
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return "S3Credentials[" + accessKey + "]";
  }
}
