package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "Café & Code 🎙️.mp3, Café & Code 🎙️.mp3",
    "../../etc/passwd, passwd",
    "C:\\temp\\a.mp3, a.mp3",
    "'a<b>:\"|?*c.mp3', 'a b c.mp3'",
    ".hidden., hidden",
    "'', space.mp3",
    "..., space.mp3",
  })
  void whatAFileSystemCannotTakeIsLeftOut(String given, String expected) {
    assertThat(FileName.safe(given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {".mp3", ".音声"})
  void aLongNameKeepsItsExtension(String extension) {
    String name = FileName.safe("日".repeat(300) + extension);
    assertThat(name).endsWith("日" + extension);
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(240);
  }

  @Property(tries = 500)
  void anyNameBecomesOneThatStaysInItsFolder(@ForAll @StringLength(max = 400) String given) {
    String name = FileName.safe(given);
    assertThat(name).isNotBlank().doesNotContain("/", "\\", "\0", "\n").isNotIn(".", "..");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(240);
  }

  @Test
  void theSecondOfANameIsNumberedBeforeItsExtension() {
    assertThat(FileName.numbered("a.b.mp3", 1)).isEqualTo("a.b.mp3");
    assertThat(FileName.numbered("a.b.mp3", 2)).isEqualTo("a.b (2).mp3");
    assertThat(FileName.numbered("none", 3)).isEqualTo("none (3)");
  }
}
