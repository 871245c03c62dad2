package top.vetra.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.standalone.stack.StackRecord;

class StandaloneIT {

  private static final Duration READY_WITHIN = Duration.ofMinutes(4);

  /** Set but empty, as lines of a file of settings: each must be as good as none. */
  private static final List<String> NOT_FILLED_IN =
      List.of(
          "VETRA_X_API_URL",
          "VETRA_X_WEB_URL",
          "VETRA_X_SHORT_URL",
          "VETRA_MEDIA_ALLOWED_HOSTS",
          "VETRA_WEBHOOK_ALLOWED_HOSTS",
          "VETRA_MAX_DURATION",
          "VETRA_RETENTION",
          "VETRA_FFMPEG",
          "VETRA_FETCH_WINDOW",
          "VETRA_SILENCE_LOST");

  @TempDir Path folder;

  @Test
  void theJarStartsOneStackAHomeAndLeavesNothingBehind() throws Exception {
    try (JavaProcess stack = up(Map.of("VETRA_PORT", "0"))) {
      String page = stack.awaitLine("Vetra is ready: ", READY_WITHIN);
      assertThat(stack.awaitLine("Try this link: ", Duration.ofSeconds(1)))
          .startsWith("https://x.com/i/spaces/");
      assertThat(statusOf(page + "/")).isLessThan(500);
      assertThat(StackRecord.runningBy(home().stackRecord()))
          .hasValue(new StackRecord(stack.pid(), URI.create(page).getPort(), page));

      assertThat(refusal(Map.of("VETRA_PORT", "0"))).contains("already running");
      assertThat(
              refusal(
                  Map.of(
                      "VETRA_HOME", folder.resolve("other").toString(),
                      "VETRA_PORT", Integer.toString(URI.create(page).getPort()))))
          .contains("is taken");

      stack.stop();
      stack.awaitExit(Duration.ofSeconds(20));
    }
    assertThat(leftBehind()).isEmpty();
    assertThat(home().stackRecord()).doesNotExist();
  }

  /** What the person is told: one line, and exit code 1. */
  private String refusal(Map<String, String> environment) throws Exception {
    try (JavaProcess second = up(environment)) {
      assertThat(second.awaitExit(READY_WITHIN)).isEqualTo(1);
      assertThat(second.lines()).hasSize(1);
      return second.lines().get(0);
    }
  }

  private Home home() {
    return new Home(folder.resolve("my home"));
  }

  private JavaProcess up(Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("VETRA_HOME", home().folder().toString());
    environment.put("VETRA_DEMO_SECONDS", "10");
    NOT_FILLED_IN.forEach(name -> environment.put(name, ""));
    environment.putAll(settings);
    return JavaProcess.jar(jar(), environment, "up", "--demo");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built.filter(file -> file.toString().endsWith("-boot.jar")).findFirst().orElseThrow();
    }
  }

  private static int statusOf(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private List<String> leftBehind() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().command().stream())
        .filter(command -> command.startsWith(folder.toString()))
        .toList();
  }
}
