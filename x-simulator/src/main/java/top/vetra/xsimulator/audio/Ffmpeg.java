package top.vetra.xsimulator.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import top.vetra.process.ChildProcess;
import top.vetra.process.ProcessLimits;

/** One run of the ffmpeg program from bytes to bytes. */
public final class Ffmpeg {

  private static final ProcessLimits LIMITS =
      new ProcessLimits(0, 2L << 30, Duration.ofMinutes(10), 64);

  private final Supplier<Path> program;

  /**
   * @param program asked for at the first run, since finding it may mean unpacking it
   */
  public Ffmpeg(Supplier<Path> program) {
    this.program = program;
  }

  /** Feeds {@code input} to the program's standard input and returns all of its output. */
  public byte[] run(byte[] input, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.get().toString(), "-v", "error"));
    command.addAll(arguments);
    try {
      Process process =
          ChildProcess.prepare(command, ChildProcess.End.KILL, LIMITS)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process, input));
      byte[] output = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      feeding.join();
      if (exit != 0) {
        throw new IOException("exit code: " + exit + " of " + command + " (expected: 0)");
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ffmpeg ran", e);
    }
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
