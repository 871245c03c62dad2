package top.vetra.system.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of third-party parts is what the build's bill of materials says. */
class ThirdPartyTest {

  private static final Path LIST = Path.of("..", "docs", "third-party.md");

  private static final String TABLE = "| part | licence |\n|---|---|\n";

  @Test
  void everyPartIsListedWithItsLicence() throws IOException {
    String list = Files.readString(LIST);
    String wanted =
        list.substring(0, list.indexOf(TABLE) + TABLE.length())
            + rows(billOfMaterials()).stream().collect(Collectors.joining("\n", "", "\n"));
    Path proposed = Files.writeString(Path.of("target", "third-party.md"), wanted);

    assertThat(list).as("docs/third-party.md; as it should be: %s", proposed).isEqualTo(wanted);
  }

  @Test
  void theProgramsThatAreBundledAreAmongThem() throws IOException {
    assertThat(rows(billOfMaterials()))
        .anyMatch(row -> row.startsWith("| ws.schild:jave-nativebin-* | GPL-v3.0"))
        .anyMatch(row -> row.startsWith("| org.signal:embedded-redis |"));
  }

  private static JsonNode billOfMaterials() throws IOException {
    try (InputStream json =
        ThirdPartyTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
      assumeThat(json).as("an SBOM, which builds that are offline do not make").isNotNull();
      return JsonMapper.builder().build().readTree(json);
    }
  }

  private static SortedSet<String> rows(JsonNode bill) {
    SortedSet<String> rows = new TreeSet<>();
    for (JsonNode part : bill.path("components")) {
      String group = part.path("group").asString("");
      if (!group.equals("top.vetra")) {
        rows.add("| " + group + ":" + name(part) + " | " + licences(part) + " |");
      }
    }
    return rows;
  }

  /** Which ffmpeg there is depends on the machine that builds. */
  private static String name(JsonNode part) {
    return part.path("name").asString("").replaceFirst("^(jave-nativebin)-.*", "$1-*");
  }

  private static String licences(JsonNode part) {
    List<String> named =
        StreamSupport.stream(part.path("licenses").spliterator(), false)
            .map(ThirdPartyTest::licence)
            .distinct()
            .toList();
    return named.isEmpty() ? "not named" : String.join(", ", named);
  }

  private static String licence(JsonNode choice) {
    JsonNode licence = choice.path("license");
    return choice
        .path("expression")
        .asString(licence.path("id").asString(licence.path("name").asString("")));
  }
}
