package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.process.JavaProcess;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** Every service as a process of its own, two transcoders among them, on real parts. */
class FourProcessesIT {

  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Pattern PART_READY = Pattern.compile("ready: (\\S+)");
  private static final Pattern SERVICE_READY = Pattern.compile("Started \\w+ in ");

  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  @TempDir private Path folder;

  @AfterEach
  void stopAll() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  @Test
  void twoTranscodersShareOneJob() throws Exception {
    RunningSimulator simulator = XSimulator.start(SimulatorSettings.defaults());
    running.push(simulator);
    SpaceScenario space = simulator.add(SpaceScenario.named("shared").seconds(30 * 60).build());
    Map<String, String> environment = parts();
    environment.put("VETRA_X_API_URL", simulator.url());
    environment.put("VETRA_X_WEB_URL", simulator.url());
    environment.put("VETRA_MEDIA_ALLOWED_HOSTS", simulator.host());
    int port = freePort();

    service("resolver-service", environment, 0);
    service("fetcher-service", environment, 0);
    JavaProcess one = service("transcoder-service", environment, 0);
    JavaProcess two = service("transcoder-service", environment, 0);
    service("api-gateway", environment, port);

    Api api = new Api("http://localhost:" + port);
    JsonNode job = api.awaitCompleted(api.submit(space.link()), Duration.ofSeconds(120));
    Path mp3 = folder.resolve("result.mp3");
    api.download(job.path("result").path("url").asString(""), mp3);
    assertThat(Ffmpeg.samples(mp3)).isEqualTo(1024 * simulator.expectedFrames(space.id()));
    assertThat(encoded(one)).isPositive();
    assertThat(encoded(two)).isPositive();
  }

  private static long encoded(JavaProcess transcoder) {
    return transcoder.output().stream().filter(line -> line.contains("encoded chunk")).count();
  }

  private Map<String, String> parts() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("VETRA_KAFKA_BOOTSTRAP_SERVERS", part("kafka"));
    environment.put("VETRA_REDIS_URL", part("redis"));
    environment.put("VETRA_S3_ENDPOINT", part("s3"));
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("s3").resolve("credentials"))) {
      keys.load(reader);
    }
    environment.put("VETRA_S3_ACCESS_KEY", keys.getProperty("access-key"));
    environment.put("VETRA_S3_SECRET_KEY", keys.getProperty("secret-key"));
    return environment;
  }

  private String part(String name) throws IOException {
    JavaProcess process =
        JavaProcess.start(
            "standalone",
            Map.of("VETRA_HOME", folder.toString()),
            PART_READY,
            "parts",
            name,
            "--port",
            String.valueOf(freePort()),
            "--dir",
            folder.resolve(name).toString());
    running.push(process);
    return process.awaitReady(START_WITHIN).group(1);
  }

  private JavaProcess service(String module, Map<String, String> environment, int port) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("SERVER_PORT", String.valueOf(port));
    JavaProcess process = JavaProcess.start(module, own, SERVICE_READY);
    running.push(process);
    process.awaitReady(START_WITHIN);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
