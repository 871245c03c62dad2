package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.process.JavaProcess;
import top.vetra.system.process.Ports;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** Every service as a process of its own, on real parts, as in a cluster. */
class FourProcessesIT {

  private static final Duration START_WITHIN = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> SERVICES =
      List.of("api-gateway", "resolver-service", "fetcher-service", "transcoder-service");
  private static final Pattern TRACE = Pattern.compile("\"trace[.Ii]*[Dd]\":\"([0-9a-f]{32})\"");
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
  void transcodersComeAndGoWithinOneJob() throws Exception {
    RunningSimulator simulator = XSimulator.start(SimulatorSettings.defaults());
    running.push(simulator);
    SpaceScenario space = simulator.add(SpaceScenario.named("shared").seconds(60 * 60).build());
    TraceCollector collector = new TraceCollector();
    running.push(collector);
    Map<String, String> environment = cluster();
    environment.put("VETRA_TRACES_ENABLED", "true");
    environment.put("VETRA_TRACES_ENDPOINT", collector.endpoint());
    environment.put("VETRA_X_API_URL", simulator.url());
    environment.put("VETRA_X_WEB_URL", simulator.url());
    environment.put("VETRA_MEDIA_ALLOWED_HOSTS", simulator.mediaHost());
    int port = Ports.free();
    int management = Ports.free();

    JavaProcess resolver = service("resolver-service", environment, 0, 0);
    JavaProcess fetcher = service("fetcher-service", environment, 0, 0);
    JavaProcess one = service("transcoder-service", environment, 0, 0);
    JavaProcess two = service("transcoder-service", environment, 0, 0);
    JavaProcess gateway = service("api-gateway", environment, port, management);
    for (JavaProcess service : List.of(resolver, fetcher, one, two, gateway)) {
      service.awaitReady(START_WITHIN);
    }
    Api api = new Api("http://localhost:" + port);

    // Slow enough for all that happens to happen meanwhile.
    simulator.latency(Duration.ofSeconds(4));
    String id = api.submit(space.link());
    api.await(id, PATIENCE, job -> encodedChunks(job) > 1);
    JavaProcess three = service("transcoder-service", environment, 0, 0);
    three.awaitReady(START_WITHIN);
    one.close();
    simulator.latency(Duration.ZERO);
    long before = encoded(two);
    await().atMost(PATIENCE).until(() -> encoded(three) > 0 && encoded(two) > before);
    two.kill();
    assertThat(api.get(id).body().path("status").asString("")).isIn("fetching", "transcoding");

    JsonNode job = api.awaitCompleted(id, PATIENCE);
    Path mp3 = folder.resolve("result.mp3");
    api.download(job.path("result").path("url").asString(""), mp3);
    assertThat(Ffmpeg.samples(mp3)).isEqualTo(1024 * simulator.expectedFrames(space.id()));
    assertThat(job.path("result").path("gaps")).isEmpty();

    String metrics = text("http://localhost:" + management + "/actuator/prometheus");
    assertThat(metrics).contains("vetra_jobs_ended_seconds_count{");
    assertThat(metrics).containsPattern("vetra_queue_depth\\{.*queue=\"vetra.encode\".*} 0.0");
    assertThat(text("http://localhost:" + management + "/actuator/health"))
        .contains("\"kafka\"", "\"objectStore\"", "\"redis\"");
    assertThat(text("http://localhost:" + port + "/actuator/prometheus")).contains("404");

    // One trace, from the request to the file.
    assertThat(traces(resolver)).as("%s", resolver.output()).hasSize(1);
    assertThat(traces(fetcher)).isEqualTo(traces(resolver));
    assertThat(traces(three)).isEqualTo(traces(resolver));
    String trace = traces(resolver).iterator().next();
    await()
        .untilAsserted(() -> assertThat(collector.whoToldOf(trace, SERVICES)).isEqualTo(SERVICES));
  }

  private static int encodedChunks(JsonNode job) {
    return job.path("progress").path("chunksEncoded").asInt();
  }

  private static Set<String> traces(JavaProcess service) {
    return service.output().stream()
        .filter(line -> line.contains("\"conversion\""))
        .map(TRACE::matcher)
        .filter(Matcher::find)
        .map(trace -> trace.group(1))
        .collect(Collectors.toSet());
  }

  private static String text(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }

  private static long encoded(JavaProcess transcoder) {
    return transcoder.output().stream().filter(line -> line.contains("encoded chunk")).count();
  }

  /** As in compose and Kubernetes. */
  private Map<String, String> cluster() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_PROFILES_ACTIVE", "cluster");
    environment.put("VETRA_HOME", folder.resolve("services").toString());
    environment.put("VETRA_TRACES_SAMPLING", "1");
    Map<String, JavaProcess> parts = new HashMap<>();
    parts.put("VETRA_KAFKA_BOOTSTRAP_SERVERS", part("kafka"));
    parts.put("VETRA_REDIS_URL", part("redis"));
    parts.put("VETRA_S3_ENDPOINT", part("s3"));
    parts.forEach(
        (setting, part) -> environment.put(setting, part.awaitReady(START_WITHIN).group(1)));
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("s3").resolve("credentials"))) {
      keys.load(reader);
    }
    environment.put("VETRA_KAFKA_USERNAME", "vetra");
    environment.put(
        "VETRA_KAFKA_PASSWORD", Files.readString(folder.resolve("kafka").resolve("password")));
    environment.put("VETRA_INSTANCE_KEY", "a-key-that-only-the-tests-may-use");
    environment.put("VETRA_S3_ACCESS_KEY", keys.getProperty("access-key"));
    environment.put("VETRA_S3_SECRET_KEY", keys.getProperty("secret-key"));
    return environment;
  }

  private JavaProcess part(String name) throws IOException {
    JavaProcess process =
        JavaProcess.start(
            "standalone",
            Map.of("VETRA_HOME", folder.toString()),
            PART_READY,
            "parts",
            name,
            "--port",
            String.valueOf(Ports.free()),
            "--dir",
            folder.resolve(name).toString());
    running.push(process);
    return process;
  }

  private JavaProcess service(
      String module, Map<String, String> environment, int port, int managementPort) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("VETRA_MANAGEMENT_PORT", String.valueOf(managementPort));
    own.put("SERVER_PORT", String.valueOf(port));
    JavaProcess process = JavaProcess.start(module, own, SERVICE_READY);
    running.push(process);
    return process;
  }
}
