package top.vetra.standalone.get;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where the recording goes: under its final name only when every byte is there. */
final class Target {

  private final Path folder;
  private final @Nullable String name;

  private Target(Path folder, @Nullable String name) {
    this.folder = folder;
    this.name = name;
  }

  /** A file, a folder for the result's own name, or (null) that name in the current folder. */
  static Target of(@Nullable Path wanted) throws IOException {
    if (wanted == null) {
      return inFolder(Path.of(""), null);
    }
    Path absolute = wanted.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return inFolder(absolute, null);
    }
    Path parent = absolute.getParent();
    Path file = absolute.getFileName();
    if (parent == null || file == null) {
      throw new TargetException(wanted + " is not a file name");
    }
    return inFolder(parent, file.toString());
  }

  /** Told before the work begins rather than after it. */
  private static Target inFolder(Path folder, @Nullable String name) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(absolute) || !Files.isWritable(absolute)) {
      throw new TargetException(absolute + " is not a folder that can be written to");
    }
    return new Target(absolute, name);
  }

  Path save(InputStream bytes, String resultName, long expectedBytes, ProgressLine progress)
      throws IOException {
    String wanted = name == null ? FileName.safe(resultName) : name;
    Path part = folder.resolve(FileName.shortened(wanted, 200) + part());
    Thread cleanUp = new Thread(() -> part.toFile().delete(), "vetra-remove-part");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    try {
      try (OutputStream file = create(part)) {
        copy(bytes, file, expectedBytes, progress);
      }
      return name == null ? moveToFree(part, wanted) : replace(part, folder.resolve(name));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String part() {
    return "." + ProcessHandle.current().pid() + ".part";
  }

  private static OutputStream create(Path part) throws IOException {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new TargetException("cannot write " + part);
    }
  }

  private static void copy(
      InputStream from, OutputStream to, long expectedBytes, ProgressLine progress)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long written = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      written += read;
      progress.saving(written, expectedBytes);
    }
    if (written != expectedBytes) {
      throw new IOException("bytes: " + written + " (expected: " + expectedBytes + ")");
    }
  }

  private Path moveToFree(Path part, String wanted) throws IOException {
    for (int copy = 1; ; copy++) {
      Path file = folder.resolve(FileName.numbered(wanted, copy));
      if (Files.notExists(file)) {
        return Files.move(part, file);
      }
    }
  }

  private static Path replace(Path part, Path file) throws IOException {
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
