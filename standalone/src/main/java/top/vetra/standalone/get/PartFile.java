package top.vetra.standalone.get;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** A file that is written beside its place and gets its name only when every byte is there. */
final class PartFile {

  private PartFile() {}

  /** Replaces a regular file, or makes it; whoever could read the old one can read the new one. */
  static void replace(Path file, Download download) throws IOException {
    write(
        download,
        file,
        part -> {
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
          return file;
        });
  }

  /** Makes a file under the first name that is free: {@code name.mp3}, {@code name (2).mp3}… */
  static Path inFolder(Path folder, Download download) throws IOException {
    Path wanted = folder.resolve(FileName.safe(download.name()));
    return write(download, wanted, part -> moveToFree(part, wanted));
  }

  private static Path write(Download download, Path file, Naming naming) throws IOException {
    Path part =
        file.resolveSibling(
            FileName.shortened(String.valueOf(file.getFileName()), 200)
                + "."
                + ProcessHandle.current().pid()
                + ".part");
    Thread cleanUp = new Thread(() -> part.toFile().delete(), "vetra-remove-part");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    try {
      try (OutputStream out = create(part)) {
        keepAccess(file, part);
        download.copyTo(out);
      }
      return naming.name(part);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static OutputStream create(Path part) throws IOException {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new TargetException("cannot write " + part);
    }
  }

  private static void keepAccess(Path old, Path part) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    if (view == null || !Files.isRegularFile(old)) {
      return;
    }
    PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
    try {
      view.setOwner(was.owner());
      view.setGroup(was.group());
    } catch (FileSystemException notOurs) {
      // Only root gives files away: for others the new file is theirs.
    }
    view.setPermissions(was.permissions());
  }

  private static Path moveToFree(Path part, Path wanted) throws IOException {
    String name = String.valueOf(wanted.getFileName());
    for (int copy = 1; ; copy++) {
      try {
        return Files.move(part, wanted.resolveSibling(FileName.numbered(name, copy)));
      } catch (FileAlreadyExistsException taken) {
        // The next name, then.
      }
    }
  }

  private interface Naming {
    Path name(Path part) throws IOException;
  }
}
