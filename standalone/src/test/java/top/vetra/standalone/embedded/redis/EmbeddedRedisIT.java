package top.vetra.standalone.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.standalone.JavaProcess;
import top.vetra.standalone.PartProgram;
import top.vetra.standalone.embedded.KeptSecret;
import top.vetra.standalone.embedded.Loopback;
import top.vetra.standalone.embedded.PartProcess;

class EmbeddedRedisIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void keysOutliveAHardKillAndTheServerDoesNot() throws Exception {
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      assertThat(ask(redis.port(), "SET space kept")).isEqualTo("+OK");
      redis.kill();
    }
    await().atMost(PATIENCE).until(() -> servers().isEmpty());
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      assertThat(ask(redis.port(), "EXISTS space")).isEqualTo(":1");
    }
    assertThat(servers()).isEmpty();
    try (Stream<Path> programs = Files.list(folder.resolve("bin"))) {
      assertThat(programs).hasSize(1);
    }
  }

  @Test
  void aServerThatHangsAfterAHardKillIsEndedByTheNextStart() throws Exception {
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      new ProcessBuilder("kill", "-STOP", servers().get(0).toString()).start().waitFor();
      redis.kill();
    }
    assertThat(servers()).hasSize(1);
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      assertThat(ask(redis.port(), "EXISTS space")).isEqualTo(":0");
      assertThat(servers()).hasSize(1);
    }
  }

  @Test
  void aStartThatIsKilledLeavesNoServerBehind() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (JavaProcess starting =
          JavaProcess.running(PartProgram.class, "redis", "--port", "0", "--dir", folder + "")) {
        await()
            .pollInterval(Duration.ofMillis(1))
            .atMost(PATIENCE)
            .until(() -> !servers().isEmpty());
        starting.kill();
      }
      await().atMost(PATIENCE).until(() -> servers().isEmpty());
    }
  }

  @Test
  void nobodyWithoutThePasswordIsServed() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder, 0)) {
      assertThat(askAsAnybody(redis.port(), "KEYS *")).startsWith("-NOAUTH");
      assertThat(redis.address()).contains(KeptSecret.in(folder.resolve("password")));
      assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      assertThat(Files.readString(folder.resolve("redis.log")))
          .doesNotContain(KeptSecret.in(folder.resolve("password")));
    }
  }

  @Test
  void aProgramCutShortIsUnpackedAgain() throws IOException {
    Path program = RedisProgram.unpackInto(folder);
    long size = Files.size(program);
    Files.write(program, new byte[] {1, 2, 3});
    assertThat(Files.size(RedisProgram.unpackInto(folder))).isEqualTo(size);
  }

  @Test
  void aFolderWithSpacesAndQuotesHoldsTheData() throws Exception {
    Path odd = folder.resolve("my \"home\" é");
    try (EmbeddedRedis redis = EmbeddedRedis.start(odd, 0)) {
      assertThat(ask(odd, redis.port(), "SET a b")).isEqualTo("+OK");
    }
    assertThat(odd.resolve("appendonlydir")).isDirectory();
  }

  @Test
  void itsMemoryIsBoundedAndItLosesNothingWhenItIsFull() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder, 0)) {
      assertThat(ask(redis.port(), "CONFIG SET maxmemory 1")).isEqualTo("+OK");
      assertThat(ask(redis.port(), "SET a b")).startsWith("-OOM");
    }
  }

  private List<Long> servers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().filter(c -> c.startsWith(folder.toString())).isPresent())
        .map(ProcessHandle::pid)
        .toList();
  }

  private String ask(int port, String command) throws IOException {
    return ask(folder, port, command);
  }

  private static String ask(Path dir, int port, String command) throws IOException {
    String password = KeptSecret.in(dir.resolve("password"));
    String answers = askAsAnybody(port, "AUTH " + password + "\r\n" + command);
    return answers.substring(answers.indexOf('\n') + 1);
  }

  private static String askAsAnybody(int port, String command) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(Loopback.address(port), 1000);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] answers = socket.getInputStream().readAllBytes();
      return new String(answers, StandardCharsets.UTF_8).replaceFirst("\r\n\\+OK\r\n$", "").strip();
    }
  }
}
