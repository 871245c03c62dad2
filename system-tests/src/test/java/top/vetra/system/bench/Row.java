package top.vetra.system.bench;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param what was run
 * @param seconds from asking to having
 * @param cpuSeconds of all processes that took part, the simulator left out
 * @param peakMegabytes of memory of the same
 * @param requests that the simulator saw
 */
record Row(
    String what,
    double seconds,
    @Nullable Double cpuSeconds,
    @Nullable Long peakMegabytes,
    @Nullable Integer requests) {

  static final String HEAD =
      "| run | seconds | of the floor | CPU seconds | peak MB | requests |\n|---|---|---|---|---|---|";

  static Row timed(String what, double seconds) {
    return new Row(what, seconds, null, null, null);
  }

  String format(@Nullable Double floorSeconds) {
    return "| %s | %.2f | %s | %s | %s | %s |"
        .formatted(
            what,
            seconds,
            floorSeconds == null ? "" : "%.2f".formatted(seconds / floorSeconds),
            cpuSeconds == null ? "" : "%.1f".formatted(cpuSeconds),
            peakMegabytes == null ? "" : peakMegabytes,
            requests == null ? "" : requests);
  }
}
