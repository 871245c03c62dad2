package top.vetra.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFilesTest {

  private static final String RESULT = "results/space/a.mp3";

  @TempDir private Path outside;
  private Path folder;
  private ObjectFiles files;

  @BeforeEach
  void inAFolder() throws IOException {
    folder = Files.createDirectory(outside.resolve("bucket"));
    files = new ObjectFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256 * 1024, 1_000_001})
  void whatIsWrittenIsRead(int length) throws IOException {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    files.write("work/one/parts/00000.mp3", body);
    assertThat(files.read("work/one/parts/00000.mp3")).isEqualTo(body);
    assertThat(files.exists("work/one/parts/00000.mp3")).isTrue();
  }

  @Test
  void aSecondWriteReplacesTheFirst() throws IOException {
    files.write("work/one", bytes("longer"));
    files.write("work/one", bytes("new"));
    assertThat(files.read("work/one")).isEqualTo(bytes("new"));
  }

  @Test
  void aDiskThatIsGoneIsNotAnEmptyOneAndIsNotBegunAnew() throws IOException {
    files.write("work/one", bytes("x"));
    Path away = Files.move(folder, outside.resolve("away"));

    assertThatIOException().isThrownBy(() -> files.read("work/one"));
    assertThatIOException().isThrownBy(() -> files.exists("work/one"));
    assertThatIOException().isThrownBy(() -> files.list("work/"));
    assertThatIOException().isThrownBy(() -> files.write("work/two", bytes("y")));

    Files.move(away, folder);
    assertThat(files.read("work/one")).isEqualTo(bytes("x"));
  }

  @Test
  void whatIsNotThereIsNoObject() throws IOException {
    files.write("work/one/parts/0", bytes("x"));
    assertThat(files.read("work/two")).isNull();
    assertThat(files.exists("work/two")).isFalse();
    assertThat(files.exists("work/one")).isFalse();
    files.delete("work/two");
    files.deleteAll("work/two/");
    assertThat(files.list("work/two/")).isEmpty();
  }

  @Test
  void listsByPrefixInTheOrderOfTheKeysAndNothingUnfinished() throws IOException {
    Instant before = Instant.now().minus(Duration.ofSeconds(5));
    for (String key : List.of("work/b/2", "work/b/10", "work/a/1", "work/bb/1", "other/1")) {
      files.write(key, bytes(key));
    }
    Files.write(folder.resolve("work/b/123.part"), bytes("unfinished"));
    assertThat(files.list("work/b"))
        .extracting(ObjectStore.StoredObject::key)
        .containsExactly("work/b/10", "work/b/2", "work/bb/1");
    ObjectStore.StoredObject one = files.list("work/a/").get(0);
    assertThat(one.sizeBytes()).isEqualTo(8);
    assertThat(one.lastModified()).isBetween(before, before.plusSeconds(60));
  }

  @Test
  void removesAllBelowAPrefixAndTheFoldersThatItLeavesEmpty() throws IOException {
    files.write("work/a/parts/1", bytes("x"));
    files.write("work/a/chunks/1", bytes("x"));
    files.write("work/b/1", bytes("x"));
    Files.write(folder.resolve("work/a/parts/123.part"), bytes("unfinished"));
    files.deleteAll("work/a/");
    assertThat(folder.resolve("work/a")).doesNotExist();
    assertThat(files.exists("work/b/1")).isTrue();
    files.delete("work/b/1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsWrittenInPlacesIsNoObjectUntilItIsFinished() throws IOException {
    Path unfinished = files.begin("results/a.mp3");
    files.write(unfinished, 2, List.of(bytes("cd"), bytes("ef")));
    files.write(unfinished, 0, List.of(bytes("ab")));
    assertThat(files.list("results/")).isEmpty();
    files.finish(unfinished, "results/a.mp3");
    assertThat(files.read("results/a.mp3")).isEqualTo(bytes("abcdef"));
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void whatIsAbandonedLeavesNothing() throws IOException {
    files.abandon(files.begin("results/a.mp3"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileBecomesAnObjectAndStays() throws IOException {
    Path source = Files.write(outside.resolve("audio.m4a"), bytes("abc"));
    files.write("results/a.m4a", bytes("before"));
    files.link("results/a.m4a", source);
    assertThat(source).exists();
    Files.delete(source);
    assertThat(files.read("results/a.m4a")).isEqualTo(bytes("abc"));
    assertThat(folder.resolve("results")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatWasBegunLongAgoIsGivenUp() throws IOException {
    Path old = files.begin("results/a.mp3");
    files.write("results/b.mp3", bytes("x"));
    Instant begun = Files.getLastModifiedTime(old).toInstant();
    files.deleteUnfinished("results/", begun);
    assertThat(old).exists();
    files.deleteUnfinished("results/", begun.plusSeconds(60));
    assertThat(old).doesNotExist();
    assertThat(files.exists("results/b.mp3")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "work/../../secret", "/etc/passwd", "", "work/.."})
  void staysInItsFolder(String key) throws IOException {
    Files.createDirectories(folder);
    Files.write(outside.resolve("secret"), bytes("x"));
    assertThatIllegalArgumentException().isThrownBy(() -> files.read(key));
    assertThatIllegalArgumentException().isThrownBy(() -> files.write(key, bytes("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> files.delete(key));
  }

  /** Whoever removes the last object of a folder must not pull it from under a new one. */
  @Test
  void writersAndRemoversInOneFolderDoNotHinderEachOther() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        String key = "work/shared/deep/" + worker;
        workers.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    files.write(key, bytes("x"));
                    assertThat(files.exists(key)).isTrue();
                    files.delete(key);
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anObjectIsOnTheDiskBeforeItHasItsName() throws IOException {
    List<String> forced = new ArrayList<>();
    files =
        new ObjectFiles(
            folder,
            path -> {
              String name = folder.relativize(path).toString();
              forced.add(Files.isDirectory(path) ? name : files.exists(RESULT) ? "late" : "file");
            });
    files.write(RESULT, bytes("audio"));
    assertThat(forced).containsExactly("file", "results/space", "results", "");
  }

  @Test
  void ofWhatIsWorkedWithTheBytesAreOnTheDiskAndTheNameNeedNotBe() throws IOException {
    List<Path> forced = new ArrayList<>();
    files = new ObjectFiles(folder, forced::add);
    files.write("work/one/parts/00000.mp3", bytes("audio"));
    assertThat(forced).hasSize(1);
  }
}
