package top.vetra.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The port of last time, kept in a file: addresses that were handed out before a restart still work
 * after it.
 */
public final class RememberedPort {

  private final Path file;

  private RememberedPort(Path file) {
    this.file = file;
  }

  public static RememberedPort in(Path folder) {
    return new RememberedPort(folder.resolve("port"));
  }

  /** The remembered port while it is free, else any free one. */
  public int freeOne() throws IOException {
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      int port = kept.matches("\\d{1,5}") ? Integer.parseInt(kept) : 0;
      if (port > 0 && port <= 65535 && Loopback.isFree(port)) {
        return port;
      }
    }
    return Loopback.port(0);
  }

  public void keep(int port) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, Integer.toString(port));
  }
}
