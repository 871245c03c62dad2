package top.vetra.standalone.embedded.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The bundled redis-server, unpacked once into a folder of ours. */
final class RedisProgram {

  private static final String VERSION = "7.0.15";

  private RedisProgram() {}

  /** The program's path; it is written again only when it is missing or cut short. */
  static Path unpackInto(Path folder) throws IOException {
    String name = "redis-server-" + VERSION + "-" + platform();
    Path program = folder.resolve(name);
    try (InputStream packed = RedisProgram.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new IOException(
            "no Redis is bundled for this machine (" + name + "): set VETRA_REDIS_URL");
      }
      byte[] bytes = packed.readAllBytes();
      if (!Files.isExecutable(program) || Files.size(program) != bytes.length) {
        write(bytes, program);
      }
    }
    return program.toRealPath();
  }

  private static void write(byte[] bytes, Path program) throws IOException {
    Files.createDirectories(program.getParent());
    // Moved into place when whole: a kill half-way must not leave half a program.
    Path part = Files.createTempFile(program.getParent(), "redis", ".part");
    Files.write(part, bytes);
    if (!part.toFile().setExecutable(true, true)) {
      throw new IOException("could not make executable: " + part);
    }
    Files.move(part, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String cpu = arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64";
    return (os.contains("mac") ? "darwin-" : os.contains("win") ? "windows-" : "linux-") + cpu;
  }
}
