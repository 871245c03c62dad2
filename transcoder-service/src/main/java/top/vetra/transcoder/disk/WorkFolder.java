package top.vetra.transcoder.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A folder for the files of one piece of work, in the system's folder for passing files. */
public record WorkFolder(Path path) {

  private static final String PREFIX = "vetra-transcoder-";

  private static final Logger log = LoggerFactory.getLogger(WorkFolder.class);

  /** Makes one that nobody else may read. Blocks. */
  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory(PREFIX));
  }

  /** Removes those that killed processes left behind. Blocks. */
  public static void removeOlderThan(Instant limit) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> folders;
    try (Stream<Path> files = Files.list(parent)) {
      folders = files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path folder : folders) {
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
        new WorkFolder(folder).remove();
      }
    }
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Removes it with all that is in it. Blocks. */
  public void remove() {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException e) {
      log.warn("folder left behind: {}", path, e);
    }
  }
}
