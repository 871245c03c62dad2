package top.vetra.standalone.embedded.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How to run a program outside of the terminal's process group: Ctrl-C must reach the services
 * first, and Redis only when they have stopped.
 */
final class OwnSession {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path PERL = Path.of("/usr/bin/perl");

  private OwnSession() {}

  /** What to put before the command; it replaces itself by the program, so the pid is the same. */
  static List<String> prefix() {
    if (Files.isExecutable(SETSID)) {
      return List.of(SETSID.toString());
    }
    if (Files.isExecutable(PERL)) { // macOS has no setsid program
      return List.of(PERL.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--");
    }
    return List.of();
  }
}
