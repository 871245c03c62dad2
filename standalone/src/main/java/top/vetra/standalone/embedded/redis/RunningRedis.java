package top.vetra.standalone.embedded.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A redis-server that runs from our own copy of the program. That copy is what tells ours from any
 * other: a pid noted in a file may by now belong to somebody else's process.
 */
final class RunningRedis {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final ProcessHandle process;

  RunningRedis(ProcessHandle process) {
    this.process = process;
  }

  /**
   * After a hard kill of the JVM its Redis is told to end, and may not have done so yet, or never
   * does where it hangs.
   */
  static void stopLeftovers(Path program) {
    all(program).toList().forEach(RunningRedis::stop);
  }

  private static Stream<RunningRedis> all(Path program) {
    String command = program.toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(command::equals).isPresent())
        .map(RunningRedis::new);
  }

  long pid() {
    return process.pid();
  }

  void stop() {
    process.destroy();
    Instant deadline = Instant.now().plus(STOP_WITHIN);
    try {
      // Not onExit(): it looks only once a second at a process that is not a child.
      while (runs() && Instant.now().isBefore(deadline)) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (runs()) {
      process.destroyForcibly();
    }
  }

  /** A dead process that nobody has reaped yet counts as alive, but has no command any more. */
  boolean runs() {
    return process.isAlive() && process.info().command().isPresent();
  }
}
