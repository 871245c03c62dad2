package top.vetra.standalone.embedded.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.Loopback;

/** A redis-server process of ours on the loopback, with its data and its program in one folder. */
public final class EmbeddedRedis implements EmbeddedPart {

  private static final Duration START_WITHIN = Duration.ofSeconds(20);

  private final RunningRedis process;
  private final int port;

  private EmbeddedRedis(RunningRedis process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts Redis and returns when it answers; {@code wantedPort} 0 takes a free one. */
  public static EmbeddedRedis start(Path dir, int wantedPort) throws IOException {
    Files.createDirectories(dir);
    Path program = RedisProgram.unpackInto(dir.resolve("bin"));
    RunningRedis.stopLeftovers(program);
    int port = Loopback.port(wantedPort);
    Path log = dir.resolve("redis.log");
    RunningRedis process = launch(program, settings(dir.toRealPath(), port), log);
    Instant deadline = Instant.now().plus(START_WITHIN);
    while (process.runs() && Instant.now().isBefore(deadline)) {
      if (RedisPing.answers(port)) {
        return new EmbeddedRedis(process, port);
      }
      pause();
    }
    process.stop();
    throw new IOException("Redis did not start; its log: " + log);
  }

  private static RunningRedis launch(Path program, String settings, Path log) throws IOException {
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(OwnSession.prefix());
    command.addAll(List.of(program.toString(), "-"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(settings.getBytes(StandardCharsets.UTF_8));
    }
    return new RunningRedis(process.toHandle());
  }

  private static String settings(Path dir, int port) {
    return String.join(
        "\n",
        "bind " + Loopback.HOST,
        "port " + port,
        "protected-mode yes",
        "dir " + quoted(dir),
        "appendonly yes",
        "appendfsync everysec",
        // The append-only file is the record; snapshots beside it would only cost forks.
        "save \"\"",
        "databases 1",
        "");
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting Redis", e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  /** The redis-server's own process, for whoever wants to kill it. */
  public long pid() {
    return process.pid();
  }

  @Override
  public String address() {
    return "redis://" + Loopback.HOST + ":" + port;
  }

  @Override
  public void close() {
    process.stop();
  }
}
