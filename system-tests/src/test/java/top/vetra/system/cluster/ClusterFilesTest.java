package top.vetra.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
