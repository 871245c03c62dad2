package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

  @TempDir Path folder;

  @Test
  void aNamedFileIsReplacedOnlyByAWholeOne() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.mp3"), "old");
    assertThatThrownBy(() -> save(Target.of(file), "half", 5)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    assertThat(save(Target.of(file), "audio", 5)).isEqualTo(file).hasContent("audio");
  }

  @Test
  void aFolderThatIsNotThereIsToldBeforeTheWorkBegins() {
    assertThatThrownBy(() -> Target.of(folder.resolve("none").resolve("a.mp3")))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("none");
  }

  private static Path save(Target target, String bytes, long expected) throws IOException {
    ProgressLine silent =
        new ProgressLine(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    return target.save(
        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)),
        "result.mp3",
        expected,
        silent);
  }
}
