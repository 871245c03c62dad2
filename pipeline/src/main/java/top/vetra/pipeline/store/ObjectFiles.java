package top.vetra.pipeline.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.model.store.ObjectKeys;

/** Objects as files in a folder: a key is a path in it. Everything here blocks. */
final class ObjectFiles {

  /** Files on their way: they are no objects yet, and never, if the process dies meanwhile. */
  private static final String UNFINISHED = ".part";

  /** Whoever removes the last file of a folder removes the folder, perhaps below a new file. */
  private static final int ATTEMPTS = 100;

  /** What is written or read at a time: more than the library's 8 KB, less than a whole object. */
  private static final int PIECE = 256 * 1024;

  private final Path folder;
  private final Fsync fsync;

  ObjectFiles(Path folder) {
    this(folder, Fsync.REAL);
  }

  ObjectFiles(Path folder, Fsync fsync) {
    this.folder = folder.toAbsolutePath().normalize();
    this.fsync = fsync;
  }

  /** Nobody ever sees half an object. */
  void write(String key, byte[] body) throws IOException {
    Path unfinished = begin(key);
    write(unfinished, 0, List.of(body));
    finish(unfinished, key);
  }

  /** Has an object consist of what is in this file, which stays and must not change any more. */
  void link(String key, Path source) throws IOException {
    // Until the link is in its place, this keeps the folder from being removed.
    Path beside = begin(key);
    Path linked = beside.resolveSibling(beside.getFileName() + UNFINISHED);
    try {
      link(linked, source);
      finish(linked, key);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void link(Path linked, Path source) throws IOException {
    try {
      Files.createLink(linked, source);
    } catch (UnsupportedOperationException | FileSystemException elsewhere) {
      Files.copy(source, linked);
    }
  }

  /** Puts bytes into a file that is not an object yet. */
  void write(Path unfinished, long offset, List<byte[]> body) throws IOException {
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.position(offset);
      for (byte[] piece : body) {
        for (int from = 0; from < piece.length; ) {
          from += channel.write(ByteBuffer.wrap(piece, from, Math.min(PIECE, piece.length - from)));
        }
      }
    }
  }

  /** An empty file that is not an object yet, beside where the object will be. */
  Path begin(String key) throws IOException {
    requireFolder();
    Path file = file(key);
    for (int attempt = 1; ; attempt++) {
      try {
        return Files.createTempFile(Files.createDirectories(parent(file)), null, UNFINISHED);
      } catch (NoSuchFileException | FileAlreadyExistsException goneMeanwhile) {
        if (attempt == ATTEMPTS) {
          throw goneMeanwhile;
        }
      }
    }
  }

  /**
   * Makes it an object. Its bytes are on the disk before its name is: a power cut leaves no object
   * that is cut short. What is kept for people has its name there as well when this returns; what
   * is only worked with can be made again.
   */
  void finish(Path unfinished, String key) throws IOException {
    fsync.force(unfinished);
    Path file = file(key);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    if (key.startsWith(ObjectKeys.RESULTS)) {
      for (Path above = parent(file);
          above.startsWith(folder);
          above = above.resolve("..").normalize()) {
        fsync.force(above);
      }
    }
  }

  byte @Nullable [] read(String key) throws IOException {
    try (FileChannel channel = FileChannel.open(file(key))) {
      byte[] body = new byte[Math.toIntExact(channel.size())];
      for (int to = 0; to < body.length; ) {
        int count = channel.read(ByteBuffer.wrap(body, to, Math.min(PIECE, body.length - to)));
        if (count < 0) {
          throw new EOFException("object: " + to + " bytes (expected: " + body.length + ")");
        }
        to += count;
      }
      return body;
    } catch (NoSuchFileException missing) {
      requireFolder();
      return null;
    }
  }

  boolean exists(String key) throws IOException {
    if (Files.isRegularFile(file(key))) {
      return true;
    }
    requireFolder();
    return false;
  }

  List<ObjectStore.StoredObject> list(String prefix) throws IOException {
    List<ObjectStore.StoredObject> found = new ArrayList<>();
    walk(
        prefix,
        (key, file, attributes) -> {
          if (!key.endsWith(UNFINISHED)) {
            found.add(
                new ObjectStore.StoredObject(
                    key, attributes.size(), attributes.lastModifiedTime().toInstant()));
          }
        });
    found.sort(Comparator.comparing(ObjectStore.StoredObject::key));
    return found;
  }

  void delete(String key) throws IOException {
    remove(file(key));
  }

  /** Unfinished files go as well. */
  void deleteAll(String prefix) throws IOException {
    walk(prefix, (key, file, attributes) -> remove(file));
  }

  /** Gives up a file that is not an object. */
  void abandon(Path unfinished) throws IOException {
    remove(unfinished);
  }

  /** Gives up all files below a prefix that were begun earlier and never became objects. */
  void deleteUnfinished(String prefix, Instant before) throws IOException {
    walk(
        prefix,
        (key, file, attributes) -> {
          if (key.endsWith(UNFINISHED)
              && attributes.lastModifiedTime().toInstant().isBefore(before)) {
            remove(file);
          }
        });
  }

  private void remove(Path file) throws IOException {
    Files.deleteIfExists(file);
    for (Path above = parent(file); !above.equals(folder); above = parent(above)) {
      try {
        Files.deleteIfExists(above);
      } catch (IOException notEmpty) {
        return;
      }
    }
  }

  /** A disk that is gone is not one without objects, and is not begun anew. */
  private void requireFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("the folder of all objects is not there");
    }
  }

  private void walk(String prefix, Visit visit) throws IOException {
    requireFolder();
    // The prefix may end within a name.
    Path top = folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String key = folder.relativize(file).toString().replace('\\', '/');
            if (key.startsWith(prefix)) {
              visit.of(key, file, attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return orContinue(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            return orContinue(failure);
          }
        });
  }

  /** What others remove meanwhile is simply not there. */
  private static FileVisitResult orContinue(@Nullable IOException failure) throws IOException {
    if (failure != null && !(failure instanceof NoSuchFileException)) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }

  private Path file(String key) {
    Path file = folder.resolve(key).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new IllegalArgumentException("no key: " + key);
    }
    return file;
  }

  private Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? folder : parent;
  }

  private interface Visit {
    void of(String key, Path file, BasicFileAttributes attributes) throws IOException;
  }
}
