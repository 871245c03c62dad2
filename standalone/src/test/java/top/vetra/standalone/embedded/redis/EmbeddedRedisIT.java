package top.vetra.standalone.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.standalone.embedded.Loopback;
import top.vetra.standalone.embedded.PartProcess;

class EmbeddedRedisIT {

  @TempDir Path folder;

  @Test
  void keysOutliveAHardKillAndTheOldServerIsStopped() throws Exception {
    int oldPort;
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      oldPort = redis.port();
      assertThat(ask(oldPort, "SET space kept")).isEqualTo("+OK");
      redis.kill();
    }
    assertThat(ask(oldPort, "PING")).as("a killed JVM leaves its Redis").isEqualTo("+PONG");
    try (PartProcess redis = PartProcess.start("redis", folder)) {
      assertThat(ask(redis.port(), "EXISTS space")).isEqualTo(":1");
      assertThat(servers()).hasSize(1);
    }
    assertThat(servers()).isEmpty();
    try (Stream<Path> programs = Files.list(folder.resolve("bin"))) {
      assertThat(programs).hasSize(1);
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
      assertThat(ask(redis.port(), "SET a b")).isEqualTo("+OK");
    }
    assertThat(odd.resolve("appendonlydir")).isDirectory();
  }

  private List<Long> servers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().filter(c -> c.startsWith(folder.toString())).isPresent())
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String ask(int port, String command) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(Loopback.address(port), 1000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] answer = new byte[100];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.UTF_8).strip();
    }
  }
}
