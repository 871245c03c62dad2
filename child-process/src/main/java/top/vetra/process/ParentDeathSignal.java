package top.vetra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Linux' signal to a child whose parent has ended, as util-linux' {@code setpriv} asks for it. */
final class ParentDeathSignal {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final long START_SECONDS = 10;

  private ParentDeathSignal() {}

  /** Whether this machine has it; busybox' and older ones do not know the option. */
  static boolean isKnown() {
    return Known.HERE;
  }

  /** What to put before a command. */
  static List<String> prefix(ChildProcess.End end) {
    return List.of(SETPRIV.toString(), "--no-new-privs", "--pdeathsig", end.name());
  }

  /** Tried once, when it is first asked for. */
  private static final class Known {

    static final boolean HERE = Files.isExecutable(SETPRIV) && works();

    private static boolean works() {
      List<String> command = new ArrayList<>(prefix(ChildProcess.End.KILL));
      command.addAll(List.of("/bin/sh", "-c", "exit 0"));
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(START_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException doesNotStart) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
