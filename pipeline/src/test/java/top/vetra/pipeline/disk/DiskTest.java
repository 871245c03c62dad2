package top.vetra.pipeline.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import top.vetra.pipeline.disk.Disk.Mark;

class DiskTest {

  /** Others write to the disk while this runs. */
  private static final long ROUGHLY = DataSize.ofMegabytes(512).toBytes();

  @TempDir private Path folder;

  private static Disk disk(@Nullable Path folder, long floor) {
    return new Disk(
        new DiskSettings(folder, DataSize.ofBytes(floor), null, Duration.ofMinutes(30)));
  }

  private long free() throws Exception {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private static boolean hasRoomFor(Disk disk, Mark mark) {
    return disk.hasRoomFor(mark).blockOptional().orElseThrow();
  }

  @Test
  void stopsAcceptingFirstThenFetchingThenFinishing() throws Exception {
    Disk belowTheFloor = disk(folder, free() + free() / 2);
    assertThat(hasRoomFor(belowTheFloor, Mark.ACCEPTING)).isFalse();
    assertThat(hasRoomFor(belowTheFloor, Mark.FETCHING)).isTrue();

    Disk belowHalf = disk(folder, 3 * free());
    assertThat(hasRoomFor(belowHalf, Mark.FETCHING)).isFalse();
    assertThat(hasRoomFor(belowHalf, Mark.FINISHING)).isTrue();

    assertThat(hasRoomFor(disk(folder, 5 * free()), Mark.FINISHING)).isFalse();
    assertThat(hasRoomFor(disk(folder, free() / 2), Mark.ACCEPTING)).isTrue();
  }

  @Test
  void countsWhatIsAboutToBeWritten() throws Exception {
    Disk disk = disk(folder, free());

    assertThat(disk.hasRoomFor(Mark.FINISHING, free() / 2).block()).isTrue();
    assertThat(disk.hasRoomFor(Mark.FINISHING, free()).block()).isFalse();
  }

  @Test
  void tellsHowMuchIsMissing() throws Exception {
    assertThat(disk(folder, free() + 4 * ROUGHLY).missing(Mark.ACCEPTING).block())
        .isBetween(3 * ROUGHLY, 5 * ROUGHLY);
  }

  @Test
  void hasRoomWhereTheDiskIsNotOursToWatchOrCannotBeAsked() {
    assertThat(hasRoomFor(disk(null, Long.MAX_VALUE), Mark.ACCEPTING)).isTrue();
    assertThat(hasRoomFor(disk(folder.resolve("gone"), Long.MAX_VALUE / 2), Mark.ACCEPTING))
        .isTrue();
    assertThat(hasRoomFor(disk(folder, 0), Mark.ACCEPTING)).isTrue();
  }
}
