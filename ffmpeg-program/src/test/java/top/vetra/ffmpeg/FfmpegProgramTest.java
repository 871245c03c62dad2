package top.vetra.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FfmpegProgramTest {

  private final Path folder;

  FfmpegProgramTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theConfiguredProgramWins() throws Exception {
    Path own = script(folder, "my-ffmpeg", "exit 0");

    assertThat(FfmpegProgram.locate(" " + own + " ", folder)).isEqualTo(own);
  }

  @Test
  void aConfiguredPathThatCannotBeExecutedIsNamedInTheFailure() throws Exception {
    Path text = Files.writeString(folder.resolve("not-a-program"), "hello");

    assertThatThrownBy(() -> FfmpegProgram.locate(text.toString(), folder))
        .isInstanceOf(FfmpegNotFoundException.class)
        .hasMessageContaining("VETRA_FFMPEG: " + text);
  }

  @Test
  void aProgramOnThePathIsNeverUsed() throws Exception {
    script(folder, "ffmpeg", "echo ffmpeg version 6 --enable-libmp3lame");
    Path cache = folder.resolve("deep/bin");

    Path found = Path.of(locatedWith(folder, cache));

    assertThat(found).hasParent(cache).isExecutable();
    assertThat(found.getFileName().toString()).endsWith("-3.5.0");
    Process process = new ProcessBuilder(found.toString(), "-version").start();
    assertThat(new String(process.getInputStream().readAllBytes(), "UTF-8"))
        .startsWith("ffmpeg version")
        .contains("--enable-libmp3lame");
  }

  /** In a JVM of its own, since only a new process has another search path. */
  private static String locatedWith(Path searchPath, Path cache) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes = System.getProperty("java.class.path");
    ProcessBuilder locate =
        new ProcessBuilder(
                java.toString(), "-cp", classes, Located.class.getName(), cache.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    locate.environment().put("PATH", searchPath.toString());
    return new String(locate.start().getInputStream().readAllBytes(), "UTF-8").strip();
  }

  /** Prints which program is found where nothing is configured. */
  static final class Located {
    public static void main(String[] cache) {
      System.out.println(FfmpegProgram.locate(null, Path.of(cache[0])));
    }
  }

  @Test
  void theBundledProgramIsUnpackedOnceAndADamagedCopyIsReplaced() throws Exception {
    Path found = FfmpegProgram.locate(null, folder);
    Object first = Files.readAttributes(found, "unix:ino").get("ino");
    assertThat(FfmpegProgram.locate(null, folder)).isEqualTo(found);
    assertThat(Files.readAttributes(found, "unix:ino").get("ino")).isEqualTo(first);

    long size = Files.size(found);
    Files.writeString(found, "cut short");
    FfmpegProgram.locate(null, folder);
    assertThat(found).hasSize(size);
  }

  @Test
  void unpackingAtTheSameTimeLeavesOneWholeFile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<Path> locate = () -> FfmpegProgram.locate(null, folder);
      List<Future<Path>> found = threads.invokeAll(List.of(locate, locate, locate));
      for (Future<Path> path : found) {
        assertThat(path.get()).isExecutable();
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(found.get(0).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path script(Path folder, String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
