package top.vetra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Prepares programs to run with an empty environment, since ours holds secrets, and to end when
 * this JVM does, however that ends. A shell sets their limits and then becomes the program, so that
 * its pid is the same.
 *
 * <p>With Linux' {@code setpriv} the kernel ends a child with the <em>thread</em> that started it:
 * that thread has to wait for the program. Without it, a shell beside the program looks every
 * second whether this JVM is there.
 */
public final class ChildProcess {

  private static final Path SHELL = Path.of("/bin/sh");

  /** What shells say of programs that cannot be run; from here on a status is not a program's. */
  public static final int CANNOT_RUN = 126;

  /** Shells put their own folder into an empty environment. */
  private static final String BECOME = "unset PWD OLDPWD SHLVL\nexec \"$@\"";

  private ChildProcess() {}

  /** What a child gets when this JVM has ended. */
  public enum End {
    /** It ends at once, also when it hangs or is stopped. */
    KILL,
    /** It may put its data in order. */
    TERM
  }

  /**
   * A child that has yet to be started.
   *
   * @param command the program and its arguments
   * @param limits null for none
   */
  public static ProcessBuilder prepare(
      List<String> command, End end, @Nullable ProcessLimits limits) {
    return prepare(command, end, limits, ParentDeathSignal.isKnown());
  }

  static ProcessBuilder prepare(
      List<String> command, End end, @Nullable ProcessLimits limits, boolean byDeathSignal) {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      long parent = ProcessHandle.current().pid();
      // A JVM that is gone already, between the fork and setpriv, would never be missed.
      String script = "[ \"$PPID\" = " + parent + " ] || exit " + CANNOT_RUN + "\n";
      if (limits != null) {
        script += limits.script();
      }
      if (byDeathSignal) {
        whole.addAll(ParentDeathSignal.prefix(end));
      } else {
        script += watcher(parent, end);
      }
      whole.addAll(List.of(SHELL.toString(), "-c", script + BECOME, "child"));
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().clear();
    return builder;
  }

  /** Runs beside the program, of whose pipes it holds none. */
  private static String watcher(long parent, End end) {
    return """
        { while kill -0 %1$d && kill -0 $$; do sleep 1; done; kill -0 %1$d || kill -s %2$s $$; } \
        </dev/null >/dev/null 2>&1 &
        """
        .formatted(parent, end);
  }

  /** Starts a child that is to live as long as this JVM, whatever thread asks for it. */
  public static Process startInThreadOfItsOwn(ProcessBuilder builder) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread keeper =
        new Thread(
            () -> {
              try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
              } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "child-process");
    keeper.setDaemon(true);
    keeper.start();
    try {
      return started.join();
    } catch (CompletionException e) {
      throw new IOException("could not start " + builder.command(), e.getCause());
    }
  }
}
