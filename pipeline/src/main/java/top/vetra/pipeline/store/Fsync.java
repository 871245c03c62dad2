package top.vetra.pipeline.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Has what was written outlive a power cut. */
@FunctionalInterface
interface Fsync {

  /**
   * The disk below the file system; where folders cannot be forced, they take care of themselves.
   */
  Fsync REAL =
      path -> {
        boolean isFolder = Files.isDirectory(path);
        try (FileChannel channel =
            FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
          channel.force(isFolder);
        } catch (IOException e) {
          if (!isFolder) {
            throw e;
          }
        }
      };

  /** Returns when the content of the file, or the names in the folder, are on the disk. */
  void force(Path path) throws IOException;
}
