package top.vetra.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random word of 256 bits in a file that its owner alone may read. */
public final class KeptSecret {

  private static final int BYTES = 32;

  private KeptSecret() {}

  /**
   * The word kept in this file, in hexadecimal digits; made up and written there the first time.
   */
  public static String in(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      // A temporary file is readable by its owner alone, and a move keeps that.
      Path part = Files.createTempFile(folder, "secret", ".part");
      Files.writeString(part, HexFormat.of().formatHex(random));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    String word = Files.readString(file).strip();
    if (word.length() < BYTES) {
      throw new IOException(
          file + " is cut short: restore it, or delete it to have a new one made");
    }
    return word;
  }
}
