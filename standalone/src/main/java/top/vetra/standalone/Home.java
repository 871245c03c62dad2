package top.vetra.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import top.vetra.standalone.stack.StartFailure;

/** The folder that a stack keeps everything in. */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  public Path kafka() {
    return folder.resolve("kafka");
  }

  public Path redis() {
    return folder.resolve("redis");
  }

  public Path s3() {
    return folder.resolve("s3");
  }

  /** Where the simulator's port is kept. */
  public Path demo() {
    return folder.resolve("demo");
  }

  /** Programs that come with Vetra, unpacked. */
  public Path programs() {
    return folder.resolve("bin");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  public Path logFile() {
    return logs().resolve("vetra.log");
  }

  /** What webhook secrets are encrypted with, where the environment names no key. */
  public Path instanceKey() {
    return folder.resolve("instance-key");
  }

  public Path lock() {
    return folder.resolve("lock");
  }

  public Path stackRecord() {
    return folder.resolve("stack.json");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  /** Makes the folder, closed to other users of the machine. */
  public void create() {
    try {
      boolean isNew = Files.notExists(folder);
      Files.createDirectories(folder);
      if (isNew && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      if (!Files.isWritable(folder)) {
        throw new IOException("not writable");
      }
    } catch (IOException e) {
      throw new StartFailure(
          "Vetra cannot write to its folder " + folder + ": choose another with VETRA_HOME.", e);
    }
  }

  /** Native libraries are unpacked into the temporary folder, and stay there after a hard kill. */
  public void emptyTemporary() throws IOException {
    Files.createDirectories(temporary());
    List<Path> left;
    try (Stream<Path> paths = Files.walk(temporary())) {
      left = paths.sorted(Comparator.reverseOrder()).filter(p -> !p.equals(temporary())).toList();
    }
    for (Path path : left) {
      Files.deleteIfExists(path);
    }
  }
}
