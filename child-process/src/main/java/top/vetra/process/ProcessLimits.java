package top.vetra.process;

import java.time.Duration;

/**
 * What a child may use. It leaves no core dump and writes no files.
 *
 * @param memoryBytes address space; systems that cannot bound it do without
 * @param cpu processor time, rounded up to whole seconds
 * @param openFiles at a time, pipes included
 */
public record ProcessLimits(long memoryBytes, Duration cpu, int openFiles) {

  private static final long KIB = 1024;

  /** Sets them for the shell that runs it, and for what that turns into. */
  String script() {
    return set("-c", 0)
        + set("-f", 0)
        + set("-n", openFiles)
        + set("-t", Math.max(1, cpu.plusMillis(999).toSeconds()))
        + set("-v", memoryBytes / KIB);
  }

  private static String set(String limit, long value) {
    return "ulimit " + limit + " " + value + " 2>/dev/null\n";
  }
}
