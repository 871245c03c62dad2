package top.vetra.transcoder.assemble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the files of one piece of work. */
record WorkFolder(Path path) {

  private static final Logger log = LoggerFactory.getLogger(WorkFolder.class);

  /** Makes one that nobody else may read. */
  static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("vetra-"));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Removes it with all that is in it. */
  void remove() {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      log.warn("folder left behind: {}", path, e);
    }
  }
}
