package top.vetra.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir Path folder;

  @Test
  void aHomeHasOneStackAtATime() throws Exception {
    Path file = folder.resolve("lock");
    try (HomeLock held = HomeLock.tryLock(file).orElseThrow()) {
      assertThat(HomeLock.tryLock(file)).isEmpty();
      assertThat(held).isNotNull();
    }
    HomeLock.tryLock(file).orElseThrow().close();
  }
}
