package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    ProgressLine line = line(true);
    line.saving(1_000_000, 4_000_000);
    line.saving(2_000_000, 4_000_000);
    line.say("done");
    assertThat(text().split("\r", -1)).hasSize(3);
    assertThat(text()).contains(" 25 %", " 50 %").endsWith("2.0 MB\u001b[K" + nl() + "done" + nl());
  }

  @Test
  void aLogGetsALineForEachStatusAndNoControlCharacters() {
    ProgressLine line = line(false);
    line.waitingFor("Starting");
    line.saving(1_000_000, 4_000_000);
    line.saving(2_000_000, 4_000_000);
    assertThat(text()).isEqualTo("Starting" + nl() + "saving 25 %  1.0 MB" + nl());
  }

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
