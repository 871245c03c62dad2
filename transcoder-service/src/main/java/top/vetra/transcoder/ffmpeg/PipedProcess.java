package top.vetra.transcoder.ffmpeg;

import com.github.kokorin.jaffree.log.LogMessage;
import com.github.kokorin.jaffree.process.ProcessHandler;
import com.github.kokorin.jaffree.process.ProcessHelper;
import com.github.kokorin.jaffree.process.StdReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import top.vetra.process.ChildProcess;
import top.vetra.process.ProcessLimits;

/**
 * One ffmpeg process on real pipes. Jaffree's own pipes are loopback TCP ports, which anybody on
 * the machine may connect to, and which force {@code tcp} into ffmpeg's protocol whitelist; and it
 * looks only every 100 ms whether a process is done, which is a good part of a chunk's encoding.
 *
 * <p>It runs with an empty environment and within limits, since what it reads comes from anybody,
 * and ends with this JVM.
 */
final class PipedProcess extends ProcessHandler<PipedProcess.Ending> {

  private static final Duration LAST_BYTES = Duration.ofSeconds(10);

  /**
   * The bundled program has mapped a tenth of it at its peak, builds with shared libraries half.
   */
  private static final long MEMORY_BYTES = 1L << 30;

  private static final int OPEN_FILES = 64;

  /** A day of audio at 500 kb/s, and more. */
  private static final long FILE_BYTES = 8L << 30;

  private static final int COPY_BUFFER = 64 * 1024;

  private final List<String> command = new ArrayList<>();
  private final Ffmpeg.Input input;
  private final int outputLimit;
  private final Duration limit;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final LogTail log = new LogTail();
  private final CountDownLatch streamsRead = new CountDownLatch(2);
  private final AtomicReference<@Nullable Throwable> inputFailure = new AtomicReference<>();
  private volatile @Nullable Process process;
  private volatile boolean killed;
  private volatile boolean overflowed;

  PipedProcess(
      Path program, List<String> arguments, Ffmpeg.Input input, int outputLimit, Duration limit) {
    super(program, "ffmpeg");
    this.input = input;
    this.outputLimit = outputLimit;
    this.limit = limit;
    command.add(program.toString());
    command.addAll(arguments);
    setStdOutReader(reader(this::readOutput));
    setStdErrReader(reader(log::readAll));
  }

  /** Waits here for its end: the process ends with the thread that has started it. */
  @Override
  public synchronized Ending execute() {
    // What writes nothing to its pipe writes a file.
    long fileBytes = outputLimit == 0 ? FILE_BYTES : 0;
    ProcessLimits limits = new ProcessLimits(fileBytes, MEMORY_BYTES, limit, OPEN_FILES);
    try {
      return interactWithProcess(
          ChildProcess.prepare(command, ChildProcess.End.KILL, limits).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Ending interactWithProcess(Process started) {
    process = started;
    if (killed) {
      return Ending.badly("killed before it started");
    }
    setHelpers(List.of(new StdIn(started.getOutputStream())));
    startExecution(started, new AtomicReference<>());
    try {
      if (!started.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return Ending.badly("still running after " + limit);
      }
      if (!streamsRead.await(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS)) {
        return Ending.badly("its output does not end");
      }
      return ending(started.exitValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Ending.badly("interrupted");
    } finally {
      started.destroyForcibly();
    }
  }

  private Ending ending(int status) {
    if (inputFailure.get() != null) {
      return Ending.badly("its input failed");
    }
    if (overflowed) {
      return Ending.badly("more than " + outputLimit + " bytes came out");
    }
    return new Ending(
        status == 0 ? null : "exit status " + status, status < ChildProcess.CANNOT_RUN);
  }

  /** Ends the process at once, also one that is yet to start. */
  void kill() {
    killed = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  byte[] output() {
    return output.toByteArray();
  }

  String log() {
    return log.text();
  }

  @Nullable Throwable inputFailure() {
    return inputFailure.get();
  }

  private void readOutput(InputStream stdout) throws IOException {
    byte[] buffer = new byte[COPY_BUFFER];
    for (int n = stdout.read(buffer); n >= 0; n = stdout.read(buffer)) {
      if (output.size() + n > outputLimit) {
        overflowed = true;
        kill();
        return;
      }
      output.write(buffer, 0, n);
    }
  }

  private StdReader<Ending> reader(Reading reading) {
    return new StdReader<>() {
      @Override
      @SuppressWarnings("NullAway") // Jaffree takes null for: no result from here.
      public Ending read(InputStream stream) {
        try {
          reading.readAll(stream);
        } catch (IOException closed) {
          // The exit status tells how it ended.
        } finally {
          streamsRead.countDown();
        }
        return null;
      }

      @Override
      public List<LogMessage> getErrorLogMessages() {
        return List.of();
      }
    };
  }

  private interface Reading {
    void readAll(InputStream stream) throws IOException;
  }

  /**
   * How it ended.
   *
   * @param problem what went wrong, in words without anything that came from ffmpeg; null if
   *     nothing did
   * @param ownVerdict whether the program itself ended it
   */
  record Ending(@Nullable String problem, boolean ownVerdict) {
    static Ending badly(String problem) {
      return new Ending(problem, false);
    }
  }

  private final class StdIn implements ProcessHelper {

    private final OutputStream stdin;

    StdIn(OutputStream stdin) {
      this.stdin = stdin;
    }

    @Override
    public void run() {
      try (stdin) {
        input.writeTo(stdin);
      } catch (IOException stoppedReading) {
        // ffmpeg ended before the input did: the exit status tells whether it minded.
      } catch (RuntimeException | Error e) {
        inputFailure.set(e);
        kill();
      }
    }

    @Override
    public void close() throws IOException {
      stdin.close();
    }
  }
}
