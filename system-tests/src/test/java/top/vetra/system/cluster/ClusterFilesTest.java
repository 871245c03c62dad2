package top.vetra.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lies beside the code speaks of what is in it: a key or a metric that was renamed is found.
 */
class ClusterFilesTest {

  private static final List<String> SERVICES =
      List.of("api-gateway", "resolver-service", "fetcher-service", "transcoder-service");

  /** Told to all, for those whom it concerns. */
  private static final Set<String> FOR_SOME = Set.of("VETRA_RETENTION");

  private static final List<String> MEASURING =
      Stream.concat(SERVICES.stream(), Stream.of("pipeline")).toList();

  private static final Pattern METRIC = Pattern.compile("\"(vetra(?:\\.[a-z]+)+)\"");
  private static final Pattern WANTED = Pattern.compile("\\bvetra_[a-z_]+");
  private static final Pattern KEY = Pattern.compile("\\$\\{(VETRA_[A-Z0-9_]+)");

  @ParameterizedTest
  @ValueSource(
      strings = {"api-gateway", "resolver-service", "fetcher-service", "transcoder-service"})
  void what_compose_tells_a_service_it_reads(String service) throws Exception {
    JsonObject compose = Manifests.read(text("docker-compose.yml")).get(0).getAsJsonObject();
    Set<String> told =
        compose
            .getAsJsonObject("services")
            .getAsJsonObject(service)
            .getAsJsonObject("environment")
            .keySet();
    Set<String> unread = new TreeSet<>(told);
    unread.removeAll(readBy(service));
    unread.removeAll(FOR_SOME);
    assertThat(unread).isEmpty();
  }

  @Test
  void compose_takes_no_secret_that_everybody_knows() throws Exception {
    String compose = text("docker-compose.yml");
    List<String> defaults =
        Pattern.compile(
                "\\$\\{([A-Z0-9_]*(?:SECRET|PASSWORD|TOKEN|CT0|INSTANCE_KEY)[A-Z0-9_]*):?-([^}]+)}")
            .matcher(compose)
            .results()
            .map(secret -> secret.group())
            .toList();
    assertThat(defaults).isEmpty();
    assertThat(compose).doesNotContain("change-this");
    String demo = text("x-simulator/compose.env");
    String first = compose.substring(0, compose.indexOf("x-connections"));
    Set<String> demanded =
        Pattern.compile("\\$\\{([A-Z0-9_]+):\\?")
            .matcher(compose)
            .results()
            .map(secret -> secret.group(1))
            .collect(Collectors.toSet());
    assertThat(demanded)
        .contains("VETRA_S3_SECRET_KEY", "VETRA_REDIS_PASSWORD", "VETRA_INSTANCE_KEY")
        .allSatisfy(secret -> assertThat(first).contains(secret))
        .allSatisfy(secret -> assertThat(demo).contains(secret + "="));
    for (String service : SERVICES) {
      assertThat(text(service + "/src/main/resources/" + service + ".yml"))
          .doesNotContainPattern("_(SECRET|ACCESS)_KEY:[^}]")
          .doesNotContainPattern("(PASSWORD|INSTANCE_KEY|AUTH_TOKEN|CT0):[^}]");
    }
  }

  @Test
  void every_container_is_as_confined_as_ours() throws Exception {
    for (Map.Entry<String, JsonElement> each : composed().entrySet()) {
      JsonObject container = each.getValue().getAsJsonObject();
      assertThat(container.get("read_only")).as(each.getKey()).hasToString("true");
      assertThat(container.get("cap_drop")).as(each.getKey()).hasToString("[\"ALL\"]");
      assertThat(container.get("security_opt"))
          .as(each.getKey())
          .hasToString("[\"no-new-privileges:true\"]");
      assertThat(container.keySet()).as(each.getKey()).contains("mem_limit");
    }
  }

  @Test
  void each_container_reaches_and_knows_what_it_needs_and_no_more() throws Exception {
    Map<String, Set<String>> networks = new TreeMap<>();
    Map<String, String> told = new TreeMap<>();
    for (Map.Entry<String, JsonElement> each : composed().entrySet()) {
      JsonObject container = each.getValue().getAsJsonObject();
      told.put(each.getKey(), container.toString());
      JsonElement named = container.get("networks");
      for (JsonElement network : named == null ? new JsonArray() : named.getAsJsonArray()) {
        networks.computeIfAbsent(network.getAsString(), any -> new TreeSet<>()).add(each.getKey());
      }
      JsonElement ports = container.get("ports");
      if (ports != null && !each.getKey().equals("api-gateway")) {
        assertThat(ports.toString()).contains("127.0.0.1").doesNotContain("0.0.0.0");
      }
    }
    assertThat(networks.get("records")).containsExactlyInAnyOrder("api-gateway", "redis");
    assertThat(networks.get("default")).doesNotContain("kafka", "redis", "transcoder-service");
    JsonObject compose = Manifests.read(text("docker-compose.yml")).get(0).getAsJsonObject();
    assertThat(compose.get("networks"))
        .hasToString("{\"parts\":{\"internal\":true},\"records\":{\"internal\":true}}");
    assertThat(knowing(told, "VETRA_REDIS_PASSWORD")).containsExactly("api-gateway", "redis");
    for (String secret : List.of("VETRA_INSTANCE_KEY", "VETRA_API_KEYS", "VETRA_WEBHOOK_SECRETS")) {
      assertThat(knowing(told, secret)).containsExactly("api-gateway");
    }
    for (String secret : List.of("VETRA_X_AUTH_TOKEN", "VETRA_X_CT0")) {
      assertThat(knowing(told, secret)).containsExactly("resolver-service");
    }
  }

  private static List<String> knowing(Map<String, String> told, String setting) {
    return told.entrySet().stream()
        .filter(container -> container.getValue().contains(setting))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, JsonElement> composed() throws IOException {
    return Manifests.read(text("docker-compose.yml"))
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("services")
        .asMap();
  }

  @Test
  void what_kubernetes_tells_all_services_one_of_them_reads() throws Exception {
    Set<String> read = new TreeSet<>();
    for (String service : SERVICES) {
      read.addAll(readBy(service));
    }
    for (String file : List.of("base", "overlays/local", "overlays/production")) {
      JsonObject settings =
          Manifests.read(text("k8s/" + file + "/settings.yaml")).get(0).getAsJsonObject();
      assertThat(read).containsAll(settings.getAsJsonObject("data").keySet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k8s/eyes/dashboards/vetra.json", "k8s/eyes/alerts.yml"})
  void what_is_drawn_and_watched_is_measured(String file) throws Exception {
    Set<String> measured = measured();
    assertThat(measured).isNotEmpty();
    List<String> wanted =
        WANTED.matcher(text(file)).results().map(metric -> metric.group()).distinct().toList();
    assertThat(wanted)
        .isNotEmpty()
        .allMatch(metric -> measured.stream().anyMatch(metric::startsWith));
  }

  /** Names of metrics in the code, as Prometheus spells them. */
  private static Set<String> measured() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : MEASURING) {
      try (Stream<Path> files = Files.walk(Manifests.ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          METRIC
              .matcher(Files.readString(file))
              .results()
              .forEach(metric -> names.add(metric.group(1).replace('.', '_')));
        }
      }
    }
    return names;
  }

  private static Set<String> readBy(String service) throws IOException {
    String own = text(service + "/src/main/resources/" + service + ".yml");
    String shared = text("pipeline/src/main/resources/operation.yml");
    return KEY.matcher(own + shared).results().map(key -> key.group(1)).collect(Collectors.toSet());
  }

  private static String text(String file) throws IOException {
    return Files.readString(Manifests.ROOT.resolve(file));
  }
}
