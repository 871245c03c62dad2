package top.vetra.process;

import java.time.Duration;

/**
 * What a child may use. It leaves no core dump.
 *
 * @param fileBytes the longest file that it may write; 0 for none at all
 * @param memoryBytes address space; systems that cannot bound it do without
 * @param cpu processor time, rounded up to whole seconds
 * @param openFiles at a time, pipes included
 */
public record ProcessLimits(long fileBytes, long memoryBytes, Duration cpu, int openFiles) {

  /** The unit of {@code ulimit -f}, as POSIX has it. */
  private static final long BLOCK = 512;

  private static final long KIB = 1024;

  /** Sets them for the shell that runs it, and for what that turns into. */
  String script() {
    return set("-c", 0)
        + set("-f", (fileBytes + BLOCK - 1) / BLOCK)
        + set("-n", openFiles)
        + set("-t", Math.max(1, cpu.plusMillis(999).toSeconds()))
        + set("-v", memoryBytes / KIB);
  }

  private static String set(String limit, long value) {
    return "ulimit " + limit + " " + value + " 2>/dev/null\n";
  }
}
