package top.vetra.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import top.vetra.process.ChildProcess;

/** The ffmpeg that the machine's owner installed, if it starts and was built with LAME. */
final class ProgramOnPath {

  private static final long START_SECONDS = 10;

  /** Each candidate is tried once in a process: starting it costs about 50 ms. */
  private static final Map<Path, Boolean> TRIED = new ConcurrentHashMap<>();

  private ProgramOnPath() {}

  static Optional<Path> find(@Nullable String searchPath) {
    if (searchPath == null) {
      return Optional.empty();
    }
    return Arrays.stream(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(ProgramOnPath::candidate)
        .filter(program -> TRIED.computeIfAbsent(program, ProgramOnPath::makesMp3))
        .findFirst();
  }

  private static Stream<Path> candidate(String folder) {
    try {
      Path program = Path.of(folder, BundledProgram.isWindows() ? "ffmpeg.exe" : "ffmpeg");
      return Files.isRegularFile(program) && Files.isExecutable(program)
          ? Stream.of(program.toAbsolutePath())
          : Stream.empty();
    } catch (InvalidPathException unreadableEntry) {
      return Stream.empty();
    }
  }

  /** Some distributions ship an ffmpeg without LAME: it would start, and then fail every job. */
  private static boolean makesMp3(Path program) {
    Process process = null;
    try {
      process =
          ChildProcess.prepare(List.of(program.toString(), "-version"), ChildProcess.End.KILL, null)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
              .start();
      // The answer is about 1.5 KB and fits the pipe, so waiting before reading cannot block it.
      return process.waitFor(START_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && namesLame(process.getInputStream().readAllBytes());
    } catch (IOException doesNotStart) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static boolean namesLame(byte[] answer) {
    String text = new String(answer, StandardCharsets.UTF_8);
    return text.startsWith("ffmpeg version") && text.contains("--enable-libmp3lame");
  }

  private static File nullDevice() {
    return new File(BundledProgram.isWindows() ? "NUL" : "/dev/null");
  }
}
