package top.vetra.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a family of processes uses, by Linux's {@code /proc}: CPU time of those that have ended is
 * counted with the process that waited for them.
 */
final class Usage implements AutoCloseable {

  private static final double TICKS_PER_SECOND = 100;
  private static final long LOOK_EVERY_MILLIS = 500;

  private final Supplier<List<ProcessHandle>> family;
  private final double cpuAtStart;
  private final AtomicLong peakKilobytes = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread watcher;

  Usage(Supplier<List<ProcessHandle>> family) {
    this.family = family;
    this.cpuAtStart = cpu();
    this.watcher = new Thread(this::watch, "usage");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    while (!closed.get()) {
      peakKilobytes.accumulateAndGet(
          family.get().stream().mapToLong(Usage::residentKilobytes).sum(), Math::max);
      try {
        Thread.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** CPU seconds since the start, children included. */
  double cpuSeconds() {
    return cpu() - cpuAtStart;
  }

  /** The most memory that all had at one time, in megabytes. */
  long peakMegabytes() {
    return peakKilobytes.get() / 1024;
  }

  private double cpu() {
    return family.get().stream().mapToLong(Usage::ticks).sum() / TICKS_PER_SECOND;
  }

  private static long ticks(ProcessHandle process) {
    String stat = read(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    if (stat.isEmpty()) {
      return 0;
    }
    // The name, in parentheses, may hold spaces; utime is the 12th field after it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks;
  }

  private static long residentKilobytes(ProcessHandle process) {
    String status = read(Path.of("/proc", String.valueOf(process.pid()), "status"));
    int at = status.indexOf("VmRSS:");
    return at < 0 ? 0 : Long.parseLong(status.substring(at + 6, status.indexOf("kB", at)).strip());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    closed.set(true);
    watcher.interrupt();
  }
}
