package top.vetra.xsimulator;

import java.nio.file.Path;
import java.time.Duration;
import top.vetra.ffmpeg.FfmpegProgram;

/**
 * How a simulator runs.
 *
 * @param host the name by which it is reached; any but 127.0.0.1 opens it to the network
 * @param port of X's API; 0 is any free one
 * @param mediaPort of the host that recordings are read from, another one as with X; 0 is any free
 *     one
 * @param demoSeconds length of the demo Space, up to 12 h
 * @param latency wait before each answer
 * @param kilobitsPerSecond speed of each answer; 0 is as fast as it goes
 * @param callsPerToken after so many calls a guest token answers 429; reports say 50 to 500
 * @param cacheDirectory where the bundled ffmpeg is unpacked. It alone makes the audio: with
 *     another, the same Space would have other bytes, and a spoilt frame might still decode
 */
public record SimulatorSettings(
    String host,
    int port,
    int mediaPort,
    double demoSeconds,
    Duration latency,
    int kilobitsPerSecond,
    int callsPerToken,
    Path cacheDirectory) {

  static final String LOOPBACK = "127.0.0.1";

  private static final double LONGEST_DEMO = Duration.ofHours(12).toSeconds();

  public SimulatorSettings {
    if (demoSeconds <= 0 || demoSeconds > LONGEST_DEMO) {
      throw new IllegalArgumentException(
          "demoSeconds: " + demoSeconds + " (expected: > 0 and <= " + LONGEST_DEMO + ")");
    }
  }

  /** Any port, ten minutes of demo and no delays. */
  public static SimulatorSettings defaults() {
    String home = System.getenv("VETRA_HOME");
    return new SimulatorSettings(
        LOOPBACK,
        0,
        0,
        600,
        Duration.ZERO,
        0,
        500,
        home == null ? FfmpegProgram.defaultCacheDirectory() : Path.of(home, "bin"));
  }

  public SimulatorSettings withHost(String other) {
    return new SimulatorSettings(
        other,
        port,
        mediaPort,
        demoSeconds,
        latency,
        kilobitsPerSecond,
        callsPerToken,
        cacheDirectory);
  }

  public SimulatorSettings withPort(int other) {
    return new SimulatorSettings(
        host,
        other,
        mediaPort,
        demoSeconds,
        latency,
        kilobitsPerSecond,
        callsPerToken,
        cacheDirectory);
  }

  public SimulatorSettings withMediaPort(int other) {
    return new SimulatorSettings(
        host, port, other, demoSeconds, latency, kilobitsPerSecond, callsPerToken, cacheDirectory);
  }

  public SimulatorSettings withDemoSeconds(double other) {
    return new SimulatorSettings(
        host, port, mediaPort, other, latency, kilobitsPerSecond, callsPerToken, cacheDirectory);
  }

  public SimulatorSettings withLatency(Duration other) {
    return new SimulatorSettings(
        host,
        port,
        mediaPort,
        demoSeconds,
        other,
        kilobitsPerSecond,
        callsPerToken,
        cacheDirectory);
  }

  public SimulatorSettings withKilobitsPerSecond(int other) {
    return new SimulatorSettings(
        host, port, mediaPort, demoSeconds, latency, other, callsPerToken, cacheDirectory);
  }

  public SimulatorSettings withCallsPerToken(int other) {
    return new SimulatorSettings(
        host, port, mediaPort, demoSeconds, latency, kilobitsPerSecond, other, cacheDirectory);
  }

  public SimulatorSettings withCacheDirectory(Path other) {
    return new SimulatorSettings(
        host, port, mediaPort, demoSeconds, latency, kilobitsPerSecond, callsPerToken, other);
  }
}
