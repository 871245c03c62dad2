package top.vetra.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ffmpeg program to run. What happens to be on {@code PATH} is never used: which ffmpeg runs
 * changes bytes.
 */
public final class FfmpegProgram {

  private FfmpegProgram() {}

  /**
   * The configured program, else the one bundled for this operating system.
   *
   * @param configured an explicit path (the setting {@code VETRA_FFMPEG}); null or blank means
   *     none. It is never replaced by another: an operator who names a program wants that one
   * @param cacheDirectory where the bundled program is unpacked, once per version
   * @throws FfmpegNotFoundException when the configured path cannot be executed, or there is no
   *     bundled program
   */
  public static Path locate(@Nullable String configured, Path cacheDirectory) {
    return configured == null || configured.isBlank()
        ? bundled(cacheDirectory)
        : executable(Path.of(configured.strip()));
  }

  /**
   * The program that is bundled for this operating system.
   *
   * @param cacheDirectory where it is unpacked, once per version
   * @throws FfmpegNotFoundException when there is none, or it cannot be unpacked
   */
  public static Path bundled(Path cacheDirectory) {
    return BundledProgram.forThisMachine().unpackInto(cacheDirectory);
  }

  /** {@code <user.home>/.vetra/bin}, for callers without a data directory of their own. */
  public static Path defaultCacheDirectory() {
    return Path.of(System.getProperty("user.home"), ".vetra", "bin");
  }

  private static Path executable(Path program) {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new FfmpegNotFoundException(
          "VETRA_FFMPEG: " + program + " (expected: a file that may be executed)");
    }
    return program.toAbsolutePath();
  }
}
