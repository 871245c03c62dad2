package top.vetra.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import top.vetra.model.store.ObjectKeys;

/** The objects under {@code work/}, looked at from below: both stores keep them as files. */
final class WorkObjects {

  /** Older than anything that is still worked on. */
  private static final Duration OLD = Duration.ofDays(30);

  private final Path folder;

  WorkObjects(Path folder) {
    this.folder = folder;
  }

  List<Path> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains("/vetra/" + ObjectKeys.WORK))
          .filter(Files::isRegularFile)
          .toList();
    } catch (UncheckedIOException e) {
      // Something went while it was looked at.
      return left();
    }
  }

  /** Makes the sweep take them for what a crash has left long ago. */
  void age() throws IOException {
    for (Path file : left()) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(OLD)));
      } catch (NoSuchFileException e) {
        // So much the better.
      }
    }
  }
}
