package top.vetra.transcoder.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import top.vetra.pipeline.disk.Disk;
import top.vetra.pipeline.disk.DiskSettings;
import top.vetra.transcoder.testing.InMemoryObjectStore;

class OldestResultsTest {

  private static final DataSize MORE_THAN_ANY_DISK_HAS = DataSize.ofTerabytes(1 << 20);
  private static final Instant NOW = Instant.parse("2026-08-14T12:00:00Z");

  @TempDir private Path folder;
  private final InMemoryObjectStore store = new InMemoryObjectStore();

  private void makeRoom(DataSize floor, @Nullable DataSize budget) {
    Disk disk = new Disk(new DiskSettings(folder, floor, budget, Duration.ofMinutes(30)));
    new OldestResults(store, disk, budget).makeRoom().block();
  }

  private void put(String key, int bytes, int hoursAgo) {
    store.putAt(key, new byte[bytes], NOW.minus(Duration.ofHours(hoursAgo)));
  }

  private void putThree() {
    put("results/a/mp3-high.mp3", 400, 1);
    put("results/a/mp3-high.mp3.seek-table.json", 10, 1);
    put("results/a/timeline.json", 10, 9);
    put("results/b/mp3-high.mp3", 400, 3);
    put("results/b/mp3-high.mp3.seek-table.json", 10, 3);
    put("results/c/m4a.m4a", 400, 2);
    put("results/avatars/1.jpg", 10, 20);
    put("work/c-1/parts/00000.mp3", 5000, 20);
  }

  @Test
  void theOldestGoUntilAllFitIntoTheBudget() {
    putThree();

    makeRoom(DataSize.ofBytes(0), DataSize.ofBytes(900));

    assertThat(store.keys())
        .containsExactly(
            "results/a/mp3-high.mp3",
            "results/a/mp3-high.mp3.seek-table.json",
            "results/a/timeline.json",
            "results/avatars/1.jpg",
            "results/c/m4a.m4a",
            "work/c-1/parts/00000.mp3");
  }

  @Test
  void theYoungestStaysHoweverSmallTheBudget() {
    putThree();

    makeRoom(DataSize.ofBytes(0), DataSize.ofBytes(1));

    assertThat(store.keys())
        .contains("results/a/mp3-high.mp3")
        .doesNotContain("results/b/mp3-high.mp3", "results/c/m4a.m4a");
  }

  @Test
  void nothingGoesWhereAllFitOrNoBudgetIsSet() {
    putThree();

    makeRoom(DataSize.ofBytes(0), DataSize.ofBytes(1260));
    makeRoom(DataSize.ofBytes(0), null);

    assertThat(store.keys()).hasSize(8);
  }

  @Test
  void theOldestGoWhereAcceptedWorkCouldNotGoOnWithout() {
    putThree();

    makeRoom(MORE_THAN_ANY_DISK_HAS, null);

    assertThat(store.keys())
        .contains("results/a/mp3-high.mp3")
        .doesNotContain("results/b/mp3-high.mp3", "results/c/m4a.m4a");
  }

  @Test
  void nothingGoesForNewWorkAlone() throws Exception {
    putThree();
    long free = java.nio.file.Files.getFileStore(folder).getUsableSpace();

    makeRoom(DataSize.ofBytes(free + free / 2), null);

    assertThat(store.keys()).hasSize(8);
  }

  @Test
  void aFileThatWasMadeAgainSinceTheListingStays() {
    putThree();
    store.afterFirstListing = () -> put("results/b/mp3-high.mp3", 400, 0);

    makeRoom(MORE_THAN_ANY_DISK_HAS, null);

    assertThat(store.keys()).contains("results/b/mp3-high.mp3");
  }
}
