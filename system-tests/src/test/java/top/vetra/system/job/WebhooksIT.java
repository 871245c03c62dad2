package top.vetra.system.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.space.SpaceScenario;

/** Every end of a job reaches its endpoint, whatever is restarted meanwhile. */
class WebhooksIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private HttpServer endpoint;
  private Product product;

  private record Call(HttpHeaders headers, String body) {

    String id() {
      return headers.firstValue("webhook-id").orElse("");
    }
  }

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::receive);
    endpoint.start();
    product =
        Product.start(
            SimulatorSettings.defaults(),
            Map.of(
                "VETRA_WEBHOOK_ALLOWED_HOSTS",
                endpointHost(),
                "VETRA_X_AUTH_TOKEN",
                "an-auth-token-of-somebody",
                "VETRA_X_CT0",
                "a-ct0-of-somebody"));
  }

  @AfterEach
  void stop() {
    product.close();
    endpoint.stop(0);
  }

  @Test
  void everyEndIsToldAsTheApiShowsItAlsoAfterARestartBetweenTwoTries() throws Exception {
    SpaceScenario brief = product.simulator().add(SpaceScenario.named("brief").seconds(20).build());
    SpaceScenario endless =
        product.simulator().add(SpaceScenario.named("endless").seconds(6 * 3600).build());
    String completed = submit(brief.link());
    product.api().awaitCompleted(completed, PATIENCE);
    String failed = submit("https://x.com/i/spaces/1NoSuchSpace1");
    String canceled = submit(endless.link());
    product.api().cancel(canceled);
    for (String job : List.of(completed, failed, canceled)) {
      product.api().awaitEnd(job, PATIENCE);
      await()
          .atMost(PATIENCE)
          .until(() -> tries(job).at("/deliveries/0").path("status").asInt() == 503);
      assertThat(tries(job).at("/deliveries/0").has("nextTryAt")).isTrue();
    }

    product.restart();
    assertTold(completed, "completed");
    assertTold(failed, "failed");
    assertTold(canceled, "canceled");

    product.stopProduct();
    assertThat(filesThatSay("/hook")).isNotEmpty();
    assertThat(filesThatSay(SECRET.substring("whsec_".length()))).isEmpty();
    assertThat(filesThatSay("-of-somebody")).isEmpty();
    for (String part : List.of("kafka", "redis")) {
      String password = Files.readString(product.home().resolve(part).resolve("password"));
      assertThat(filesThatSay(password)).containsExactly(part + "/password");
    }
    String key = Files.readString(product.home().resolve("instance-key"));
    assertThat(filesThatSay(key)).containsExactly("instance-key");
  }

  /** Files of the home, logs and what the parts keep among them, by their paths in it. */
  private List<String> filesThatSay(String text) throws IOException {
    List<String> saying = new ArrayList<>();
    try (Stream<Path> files = Files.walk(product.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path inHome = product.home().relativize(file);
        if (!inHome.toString().contains("bin")
            && new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          saying.add(inHome.toString());
        }
      }
    }
    return saying;
  }

  private void assertTold(String job, String status) throws Exception {
    String id = "msg_" + job;
    await()
        .atMost(PATIENCE)
        .until(() -> tries(job).path("deliveries").toString().contains("\"status\":204"));
    JsonNode shown = product.api().get(job).body();
    List<Call> told = calls.stream().filter(call -> call.id().equals(id)).toList();
    assertThat(told).hasSizeGreaterThan(1);
    for (Call call : told) {
      new Webhook(SECRET).verify(call.body(), call.headers());
      JsonNode body = JSON.readTree(call.body());
      assertThat(body.path("type").asString("")).isEqualTo("job." + status);
      assertThat(body.path("data")).isEqualTo(shown);
    }
  }

  private JsonNode tries(String job) {
    return product.api().get(job + "/webhook-deliveries").body();
  }

  private String submit(String link) {
    return product
        .api()
        .submit(
            Map.of(
                "url",
                link,
                "webhook",
                Map.of("url", "http://" + endpointHost() + "/hook", "secret", SECRET)));
  }

  private String endpointHost() {
    return "127.0.0.1:" + endpoint.getAddress().getPort();
  }

  /** Takes the second call of each job; by then there was time for a restart. */
  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Call call = new Call(HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true), body);
    boolean second = calls.stream().anyMatch(earlier -> earlier.id().equals(call.id()));
    calls.add(call);
    exchange.getResponseHeaders().set("Retry-After", "8");
    exchange.sendResponseHeaders(second ? 204 : 503, -1);
    exchange.close();
  }
}
