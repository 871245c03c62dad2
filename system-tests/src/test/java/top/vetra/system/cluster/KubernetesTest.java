package top.vetra.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what the Kubernetes API knows, and let nobody do more than needed. */
class KubernetesTest {

  private interface Schema {
    void validate(JsonElement manifest) throws IOException;
  }

  /** Each refuses fields that the API does not know, at any depth, and misses those it demands. */
  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "apps/v1 Deployment", V1Deployment::validateJsonElement,
          "v1 Service", V1Service::validateJsonElement,
          "v1 ConfigMap", V1ConfigMap::validateJsonElement,
          "v1 Namespace", V1Namespace::validateJsonElement,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement,
          "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement);

  private static void validate(JsonObject manifest) throws IOException {
    String kind = text(manifest, "apiVersion") + " " + text(manifest, "kind");
    assertThat(SCHEMAS).containsKey(kind);
    Objects.requireNonNull(SCHEMAS.get(kind)).validate(manifest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void every_manifest_is_of_the_api(String overlay) throws Exception {
    for (JsonObject manifest : Manifests.rendered(overlay)) {
      validate(manifest);
    }
  }

  @Test
  void a_field_that_the_api_does_not_know_would_be_found() throws Exception {
    JsonObject deployment = deployments("local").get(0);
    pod(deployment).addProperty("terminationGracePeriod", 5);

    assertThatThrownBy(() -> validate(deployment)).hasMessageContaining("terminationGracePeriod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void every_pod_may_run_where_security_is_restricted(String overlay) throws Exception {
    for (JsonObject deployment : deployments(overlay)) {
      JsonObject pod = pod(deployment);
      assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
      assertThat(pod.getAsJsonObject("securityContext").get("runAsNonRoot").getAsBoolean())
          .isTrue();
      for (JsonElement each : pod.getAsJsonArray("containers")) {
        JsonObject container = each.getAsJsonObject();
        JsonObject security = container.getAsJsonObject("securityContext");
        assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
        assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
        assertThat(security.getAsJsonObject("capabilities").get("drop").toString())
            .isEqualTo("[\"ALL\"]");
        assertThat(container.keySet())
            .contains("startupProbe", "livenessProbe", "readinessProbe", "resources");
      }
    }
  }

  @Test
  void who_encodes_cannot_reach_the_internet() throws Exception {
    List<JsonObject> policies =
        Manifests.rendered("production").stream()
            .filter(manifest -> text(manifest, "kind").equals("NetworkPolicy"))
            .filter(manifest -> manifest.getAsJsonObject("spec").toString().contains("ipBlock"))
            .toList();
    assertThat(policies).hasSize(1);
    String whom = policies.get(0).getAsJsonObject("spec").getAsJsonObject("podSelector").toString();
    assertThat(whom)
        .contains("resolver-service", "fetcher-service", "api-gateway")
        .doesNotContain("transcoder-service");
  }

  @Test
  void no_secret_is_kept_here() throws Exception {
    Set<String> settings =
        Manifests.rendered("production").stream()
            .filter(manifest -> text(manifest, "kind").equals("ConfigMap"))
            .flatMap(manifest -> manifest.getAsJsonObject("data").keySet().stream())
            .collect(Collectors.toSet());
    assertThat(settings)
        .noneMatch(
            key ->
                Stream.of("SECRET", "_KEY", "PASSWORD", "TOKEN", "CT0", "REDIS_URL")
                    .anyMatch(key::contains));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void each_service_gets_the_secrets_that_it_uses_and_no_others(String overlay) throws Exception {
    Map<String, Set<String>> secrets = new HashMap<>();
    for (JsonObject deployment : deployments(overlay)) {
      JsonObject container = pod(deployment).getAsJsonArray("containers").get(0).getAsJsonObject();
      Set<String> given = new TreeSet<>();
      for (JsonElement source : container.getAsJsonArray("envFrom")) {
        JsonObject secret = source.getAsJsonObject().getAsJsonObject("secretRef");
        if (secret != null) {
          given.add(text(secret, "name"));
        }
      }
      secrets.put(text(container, "name"), given);
    }
    assertThat(secrets)
        .containsEntry("api-gateway", Set.of("vetra-store", "vetra-kafka", "vetra-gateway"))
        .containsEntry("resolver-service", Set.of("vetra-store", "vetra-kafka", "vetra-resolver"))
        .containsEntry("fetcher-service", Set.of("vetra-store", "vetra-kafka"))
        .containsEntry("transcoder-service", Set.of("vetra-store", "vetra-kafka"));
  }

  @Test
  void the_gateway_alone_reaches_redis_and_the_ingress_alone_the_gateway() throws Exception {
    List<JsonObject> policies =
        Manifests.rendered("production").stream()
            .filter(manifest -> text(manifest, "kind").equals("NetworkPolicy"))
            .map(manifest -> manifest.getAsJsonObject("spec"))
            .toList();
    assertThat(policies)
        .filteredOn(policy -> policy.toString().contains("6379"))
        .extracting(policy -> policy.get("podSelector").toString())
        .containsExactly("{\"matchLabels\":{\"app\":\"api-gateway\"}}");
    assertThat(policies)
        .filteredOn(policy -> policy.has("ingress"))
        .hasSize(2)
        .allSatisfy(
            policy ->
                assertThat(policy.getAsJsonArray("ingress"))
                    .allMatch(rule -> rule.getAsJsonObject().has("from")));
  }

  private static List<JsonObject> deployments(String overlay) throws Exception {
    List<JsonObject> deployments =
        Manifests.rendered(overlay).stream()
            .filter(manifest -> text(manifest, "kind").equals("Deployment"))
            .toList();
    assertThat(deployments).hasSize(4);
    return deployments;
  }

  private static JsonObject pod(JsonObject deployment) {
    return deployment.getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
  }

  private static String text(JsonObject manifest, String field) {
    return manifest.get(field).getAsString();
  }
}
