package top.vetra.system.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code kubectl apply -k} would send. Without a kubectl on the machine tests are skipped. */
final class Manifests {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Gson JSON = new Gson();

  private Manifests() {}

  static List<JsonObject> rendered(String overlay) throws IOException, InterruptedException {
    Process kubectl;
    try {
      kubectl =
          new ProcessBuilder("kubectl", "kustomize", ROOT.resolve("k8s/overlays/" + overlay) + "")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException missing) {
      assumeTrue(false, "there is no kubectl here");
      throw missing;
    }
    String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (kubectl.waitFor() != 0) {
      throw new AssertionError(overlay + " cannot be rendered");
    }
    List<JsonObject> manifests = new ArrayList<>();
    for (JsonElement document : read(yaml)) {
      manifests.add(document.getAsJsonObject());
    }
    return manifests;
  }

  static List<JsonElement> read(String yaml) {
    List<JsonElement> documents = new ArrayList<>();
    for (Object document :
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(new StringReader(yaml))) {
      documents.add(JSON.toJsonTree(document));
    }
    return documents;
  }
}
