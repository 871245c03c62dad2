package top.vetra.xsimulator;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import top.vetra.ffmpeg.FfmpegProgram;

/**
 * How a simulator runs.
 *
 * @param host the name by which it is reached; any but 127.0.0.1 opens it to the network
 * @param port 0 is any free one
 * @param demoSeconds length of the demo Space, up to 12 h
 * @param latency wait before each answer
 * @param kilobitsPerSecond speed of each answer; 0 is as fast as it goes
 * @param callsPerToken after so many calls a guest token answers 429; reports say 50 to 500
 * @param ffmpeg the program that makes the audio; null is to look for one
 * @param cacheDirectory where a bundled ffmpeg is unpacked
 */
public record SimulatorSettings(
    String host,
    int port,
    double demoSeconds,
    Duration latency,
    int kilobitsPerSecond,
    int callsPerToken,
    @Nullable String ffmpeg,
    Path cacheDirectory) {

  static final String LOOPBACK = "127.0.0.1";

  private static final double LONGEST_DEMO = Duration.ofHours(12).toSeconds();

  public SimulatorSettings {
    if (demoSeconds <= 0 || demoSeconds > LONGEST_DEMO) {
      throw new IllegalArgumentException(
          "demoSeconds: " + demoSeconds + " (expected: > 0 and <= " + LONGEST_DEMO + ")");
    }
  }

  /** Any port, ten minutes of demo, no delays, and the environment's ffmpeg. */
  public static SimulatorSettings defaults() {
    String home = System.getenv("VETRA_HOME");
    return new SimulatorSettings(
        LOOPBACK,
        0,
        600,
        Duration.ZERO,
        0,
        500,
        System.getenv("VETRA_FFMPEG"),
        home == null ? FfmpegProgram.defaultCacheDirectory() : Path.of(home, "bin"));
  }

  public SimulatorSettings withHost(String other) {
    return new SimulatorSettings(
        other,
        port,
        demoSeconds,
        latency,
        kilobitsPerSecond,
        callsPerToken,
        ffmpeg,
        cacheDirectory);
  }

  public SimulatorSettings withPort(int other) {
    return new SimulatorSettings(
        host,
        other,
        demoSeconds,
        latency,
        kilobitsPerSecond,
        callsPerToken,
        ffmpeg,
        cacheDirectory);
  }

  public SimulatorSettings withDemoSeconds(double other) {
    return new SimulatorSettings(
        host, port, other, latency, kilobitsPerSecond, callsPerToken, ffmpeg, cacheDirectory);
  }

  public SimulatorSettings withLatency(Duration other) {
    return new SimulatorSettings(
        host, port, demoSeconds, other, kilobitsPerSecond, callsPerToken, ffmpeg, cacheDirectory);
  }

  public SimulatorSettings withKilobitsPerSecond(int other) {
    return new SimulatorSettings(
        host, port, demoSeconds, latency, other, callsPerToken, ffmpeg, cacheDirectory);
  }

  public SimulatorSettings withCallsPerToken(int other) {
    return new SimulatorSettings(
        host, port, demoSeconds, latency, kilobitsPerSecond, other, ffmpeg, cacheDirectory);
  }

  public SimulatorSettings withFfmpeg(@Nullable String program, Path cache) {
    return new SimulatorSettings(
        host, port, demoSeconds, latency, kilobitsPerSecond, callsPerToken, program, cache);
  }
}
