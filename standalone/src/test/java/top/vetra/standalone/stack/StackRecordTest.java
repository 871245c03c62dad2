package top.vetra.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackRecordTest {

  @TempDir Path folder;

  @Test
  void aStackIsFoundWhileItsProcessLives() throws Exception {
    Path file = folder.resolve("stack.json");
    StackRecord here =
        new StackRecord(ProcessHandle.current().pid(), 8080, "http://localhost:8080");
    here.writeTo(file);
    assertThat(StackRecord.runningBy(file)).hasValue(here);
    new StackRecord(Long.MAX_VALUE, 8080, "http://localhost:8080").writeTo(file);
    assertThat(StackRecord.runningBy(file)).isEmpty();
  }

  @Test
  void aNoteThatCannotBeReadIsNone() throws Exception {
    Path file = folder.resolve("stack.json");
    assertThat(StackRecord.runningBy(file)).isEmpty();
    Files.writeString(file, "{\"pid\": ");
    assertThat(StackRecord.runningBy(file)).isEmpty();
  }
}
