package top.vetra.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the ffmpeg program this machine can run. */
public final class FfmpegProgram {

  private FfmpegProgram() {}

  /**
   * The program to run: the configured one, else {@code ffmpeg} on {@code PATH} if it can make MP3,
   * else the one bundled for this operating system.
   *
   * @param configured an explicit path (the setting {@code VETRA_FFMPEG}); null or blank means
   *     none. It is never replaced by another: an operator who names a program wants that one
   * @param cacheDirectory where the bundled program is unpacked, once per version
   * @throws FfmpegNotFoundException when the configured path cannot be executed, or nothing is
   *     found
   */
  public static Path locate(@Nullable String configured, Path cacheDirectory) {
    return locate(configured, System.getenv("PATH"), cacheDirectory);
  }

  static Path locate(
      @Nullable String configured, @Nullable String searchPath, Path cacheDirectory) {
    if (configured != null && !configured.isBlank()) {
      return configured(Path.of(configured.strip()));
    }
    Optional<Path> onPath = ProgramOnPath.find(searchPath);
    return onPath.orElseGet(() -> BundledProgram.forThisMachine().unpackInto(cacheDirectory));
  }

  /** {@code <user.home>/.vetra/bin}, for callers without a data directory of their own. */
  public static Path defaultCacheDirectory() {
    return Path.of(System.getProperty("user.home"), ".vetra", "bin");
  }

  private static Path configured(Path program) {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new FfmpegNotFoundException(
          "VETRA_FFMPEG: " + program + " (expected: a file that may be executed)");
    }
    return program.toAbsolutePath();
  }
}
