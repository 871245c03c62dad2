package top.vetra.standalone.get;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the recording goes. Regular files appear under their name only when every byte is there;
 * pipes, devices and the standard output are written through.
 */
final class Target {

  private static final Set<String> STANDARD_OUTPUT =
      Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final @Nullable Path wanted;

  private Target(@Nullable Path wanted) {
    this.wanted = wanted;
  }

  /**
   * A file, {@code -} for the standard output, a folder for the result's own name, or (null) that
   * name in the current folder.
   *
   * @throws TargetException when it cannot be written: told before the work begins
   */
  static Target of(@Nullable Path wanted) throws IOException {
    Target target = new Target(wanted);
    target.check();
    return target;
  }

  boolean isStandardOutput() {
    return wanted != null && STANDARD_OUTPUT.contains(wanted.toString());
  }

  /** Returns where it is; what stands there is looked at anew, since a job may take hours. */
  Path save(Download download) throws IOException {
    check();
    Path path = path();
    if (isStandardOutput()) {
      through(new FileOutputStream(FileDescriptor.out), download);
    } else if (Files.isDirectory(path)) {
      return PartFile.inFolder(path, download);
    } else if (isStream(path)) {
      through(open(path), download);
    } else {
      PartFile.replace(behindLinks(path), download);
    }
    return path;
  }

  private Path path() {
    return (wanted == null ? Path.of("") : wanted).toAbsolutePath();
  }

  private void check() throws IOException {
    Path path = path();
    if (isStandardOutput()) {
      return;
    }
    if (Files.isDirectory(path)) {
      requireFolder(path);
    } else if (Files.exists(path) && !Files.isWritable(path)) {
      throw new TargetException(path + " is write-protected");
    } else if (!isStream(path)) {
      requireFolder(behindLinks(path).getParent());
    }
  }

  private static void requireFolder(@Nullable Path folder) throws TargetException {
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new TargetException(folder + " is not a folder that can be written to");
    }
  }

  /** A pipe, a device, a socket. */
  private static boolean isStream(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** The file itself, which is yet to be made where the last link leads nowhere. */
  private static Path behindLinks(Path path) throws IOException {
    Path file = path;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MOST_LINKS) {
        throw new TargetException(path + " is a link that leads back to itself");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  /** Not made anew, nor cut: only what is there is written to. */
  private static OutputStream open(Path stream) throws TargetException {
    try {
      return Files.newOutputStream(stream, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new TargetException("cannot write to " + stream);
    }
  }

  /** What was written cannot be taken back, so a second try would write it twice. */
  private static void through(OutputStream out, Download download) throws TargetException {
    try (out) {
      download.copyTo(out);
    } catch (IOException e) {
      throw new TargetException("it broke off half way: " + e.getMessage());
    }
  }
}
