package top.vetra.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;

/**
 * The program inside {@code ws.schild:jave-nativebin-*}.
 *
 * @param artifact the jar's artifact id, for this operating system
 * @param resource the file's name inside the jar, as found in version 3.5.0 of each artifact
 */
record BundledProgram(String artifact, String resource) {

  private static final String FOLDER = "ws/schild/jave/nativebin/";

  static BundledProgram forThisMachine() {
    return forMachine(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static BundledProgram forMachine(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    if (os.contains("win") && !os.contains("darwin")) {
      return new BundledProgram("jave-nativebin-win64", "ffmpeg-amd64.exe");
    }
    if (os.contains("mac")) {
      return arm
          ? new BundledProgram("jave-nativebin-osxm1", "ffmpeg-aarch64-osx")
          : new BundledProgram("jave-nativebin-osx64", "ffmpeg-x86_64-osx");
    }
    return arm
        ? new BundledProgram("jave-nativebin-linux-arm64", "ffmpeg-aarch64")
        : new BundledProgram("jave-nativebin-linux64", "ffmpeg-amd64");
  }

  static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * Unpacks the program unless it is there already. Two processes may do so at once: each writes a
   * file of its own, and the renames put the same bytes under the same name.
   */
  Path unpackInto(Path directory) {
    URL source = BundledProgram.class.getClassLoader().getResource(FOLDER + resource);
    if (source == null) {
      throw new FfmpegNotFoundException(
          "ffmpeg: "
              + artifact
              + " is not on the class path (expected: it, or a program named by VETRA_FFMPEG)");
    }
    try {
      Path target = directory.toAbsolutePath().resolve(fileName());
      long size = source.openConnection().getContentLengthLong();
      if (!isComplete(target, size)) {
        unpack(source, target, size);
      }
      return target;
    } catch (IOException e) {
      throw new FfmpegNotFoundException("ffmpeg: cannot be unpacked into " + directory, e);
    }
  }

  private void unpack(URL source, Path target, long size) throws IOException {
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), resource, ".part");
    try {
      try (InputStream bytes = source.openStream()) {
        Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!part.toFile().setExecutable(true, false) || !part.toFile().setReadable(true, false)) {
        throw new IOException("permissions of " + part + " cannot be set");
      }
      moveInto(part, target, size);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void moveInto(Path part, Path target, long size) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException inUse) {
      // Windows refuses to replace a program that another process already runs.
      if (!isComplete(target, size)) {
        throw inUse;
      }
    }
  }

  private static boolean isComplete(Path program, long size) throws IOException {
    return Files.isExecutable(program) && Files.size(program) == size;
  }

  private String fileName() throws IOException {
    String properties = "META-INF/maven/ws.schild/" + artifact + "/pom.properties";
    try (InputStream text = BundledProgram.class.getClassLoader().getResourceAsStream(properties)) {
      Properties pom = new Properties();
      if (text != null) {
        pom.load(text);
      }
      String version = pom.getProperty("version", "unknown");
      return resource.endsWith(".exe")
          ? resource.replace(".exe", "-" + version + ".exe")
          : resource + "-" + version;
    }
  }
}
