package top.vetra.gateway.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.model.job.JobOrder.Webhook;

/** The receivers in the documentation run as they stand there, and know our calls from others. */
class DocumentedReceiversTest {

  private static final Duration START_WITHIN = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String BODY =
      "{\"type\":\"job.completed\",\"data\":{\"title\":\"Ünïcode ✓\"}}";

  @TempDir private Path folder;
  private @Nullable Process process;

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void the_receiver_in_java_works() throws IOException {
    verify(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        extract("java", "Receiver.java"));
  }

  @Test
  void the_receiver_in_node_works() throws IOException {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "node")));
    assumeTrue(there, "no node on PATH");
    verify("node", extract("js", "receiver.mjs"));
  }

  private void verify(String program, Path source) throws IOException {
    int port = freePort();
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(program, source.toString());
    builder.environment().put("WEBHOOK_SECRET", SECRET);
    builder.environment().put("PORT", Integer.toString(port));
    process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    await().atMost(START_WITHIN).until(() -> isListening(port));

    assertThat(status(port, SECRET, Clock.systemUTC())).isEqualTo(204);
    // What lies beyond ASCII is printed as the machine's settings have it.
    assertThat(Files.readString(output, ISO_8859_1)).startsWith("{\"type\":\"job.completed\"");
    assertThat(status(port, null, Clock.systemUTC())).as("one of several").isEqualTo(204);
    assertThat(status(port, OTHER, Clock.systemUTC())).as("another's").isEqualTo(401);
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6));
    assertThat(status(port, SECRET, past)).as("sent again by somebody").isEqualTo(401);
    Answer unsigned = send(RulesForTests.sender(past, List.of(), host(port)), port, null);
    assertThat(unsigned.status()).as("unsigned").isEqualTo(401);
  }

  private static @Nullable Integer status(int port, @Nullable String secret, Clock clock) {
    return send(RulesForTests.sender(clock, List.of(OTHER, SECRET), host(port)), port, secret)
        .status();
  }

  private static Answer send(WebhookSender sender, int port, @Nullable String secret) {
    Webhook webhook = new Webhook("http://" + host(port) + "/", secret);
    return Objects.requireNonNull(sender.send(webhook, "msg_1", BODY.getBytes(UTF_8)).block());
  }

  private static String host(int port) {
    return "127.0.0.1:" + port;
  }

  private Path extract(String language, String name) throws IOException {
    String documentation = Files.readString(Path.of("..", "docs", "api.md"), UTF_8);
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(documentation);
    assertThat(block.find()).as(language + " in docs/api.md").isTrue();
    return Files.writeString(folder.resolve(name), block.group(1), UTF_8);
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
