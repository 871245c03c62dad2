package top.vetra.standalone.embedded.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import top.vetra.process.ChildProcess;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.KeptSecret;
import top.vetra.standalone.embedded.Loopback;

/** A redis-server process of ours on the loopback, with its data and its program in one folder. */
public final class EmbeddedRedis implements EmbeddedPart {

  private static final Duration START_WITHIN = Duration.ofSeconds(20);

  private final RunningRedis process;
  private final int port;
  private final String password;

  private EmbeddedRedis(RunningRedis process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /** Starts Redis and returns when it answers; {@code wantedPort} 0 takes a free one. */
  public static EmbeddedRedis start(Path dir, int wantedPort) throws IOException {
    Files.createDirectories(dir);
    Path program = RedisProgram.unpackInto(dir.resolve("bin"));
    RunningRedis.stopLeftovers(program);
    int port = Loopback.port(wantedPort);
    String password = KeptSecret.in(dir.resolve("password"));
    Path log = dir.resolve("redis.log");
    RunningRedis process = launch(program, settings(dir.toRealPath(), port, password), log);
    Instant deadline = Instant.now().plus(START_WITHIN);
    while (process.runs() && Instant.now().isBefore(deadline)) {
      if (RedisPing.answers(port, password)) {
        return new EmbeddedRedis(process, port, password);
      }
      pause();
    }
    process.stop();
    throw new IOException("Redis did not start; its log: " + log);
  }

  private static RunningRedis launch(Path program, String settings, Path log) throws IOException {
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        ChildProcess.prepare(List.of(program.toString(), "-"), ChildProcess.End.TERM, null)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.command().addAll(0, OwnSession.prefix());
    Process process = ChildProcess.startInThreadOfItsOwn(builder);
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(settings.getBytes(StandardCharsets.UTF_8));
    }
    return new RunningRedis(process.toHandle());
  }

  private static String settings(Path dir, int port, String password) {
    return String.join(
        "\n",
        "bind " + Loopback.HOST,
        "port " + port,
        "protected-mode yes",
        // Other users of this machine reach the loopback as well.
        "requirepass " + password,
        "dir " + quoted(dir),
        "appendonly yes",
        "appendfsync everysec",
        // The append-only file is the record; snapshots beside it would only cost forks.
        "save \"\"",
        // Records of some hundred thousand jobs. Full, it must not make room by losing any.
        "maxmemory 256mb",
        "maxmemory-policy noeviction",
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

  /** With the password, which is not to be logged. */
  @Override
  public String address() {
    return "redis://:" + password + "@" + Loopback.HOST + ":" + port;
  }

  @Override
  public void close() {
    process.stop();
  }
}
