package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
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
  void aReplacedFileKeepsWhoMayReadIt() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.mp3"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    save(Target.of(file), "audio", 5);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aLinkStaysAndTheFileBehindItIsReplacedOnlyByAWholeOne() throws IOException {
    Path file = Files.writeString(Files.createDirectory(folder.resolve("music")).resolve("a"), "o");
    Path link = Files.createSymbolicLink(folder.resolve("first"), Path.of("music", "a"));
    Path other = Files.createSymbolicLink(folder.resolve("second"), link);

    assertThatThrownBy(() -> save(Target.of(other), "half", 5)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("o");
    assertThat(save(Target.of(other), "audio", 5)).isEqualTo(other).isSymbolicLink();
    assertThat(file).hasContent("audio").satisfies(found -> assertThat(link).isSymbolicLink());
    assertThat(filesIn(folder.resolve("music"))).containsExactly(file);
  }

  @Test
  void aLinkToNothingYetMakesTheFileThatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there.mp3"));

    save(Target.of(link), "audio", 5);

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("there.mp3")).hasContent("audio");
  }

  @Test
  void linksThatLeadNowhereAreToldBeforeTheWorkBegins() throws IOException {
    Path round = Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), Path.of("none", "a.mp3"));

    assertThatThrownBy(() -> Target.of(round)).isInstanceOf(TargetException.class);
    assertThatThrownBy(() -> Target.of(far)).isInstanceOf(TargetException.class);
  }

  @Test
  void aPipeIsWrittenThrough() throws Exception {
    Path pipe = made("mkfifo");
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(save(Target.of(pipe), "audio", 5)).isEqualTo(pipe);

    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("audio");
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
  }

  @Test
  void aPipeThatHoldsHalfIsNotTriedAgain() throws Exception {
    Path pipe = made("mkfifo");
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();

    assertThatThrownBy(() -> save(Target.of(pipe), "half", 5)).isInstanceOf(TargetException.class);

    assertThat(reader.inputReader().readLine()).isEqualTo("half");
  }

  /** A /dev/null of the test's own, since a failure would cost the machine its one. */
  @Test
  void aDeviceStaysADevice() throws Exception {
    Path device = made("mknod", "c", "1", "3");

    save(Target.of(device), "audio", 5);

    assertThat(Files.readAttributes(device, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(filesIn(folder)).containsExactly(device);
  }

  @Test
  void aFolderGetsTheResultUnderANameThatIsFree() throws IOException {
    Files.createSymbolicLink(folder.resolve("result.mp3"), Path.of("nowhere"));

    assertThat(save(Target.of(folder), "audio", 5))
        .isEqualTo(folder.resolve("result (2).mp3"))
        .hasContent("audio");
  }

  @Test
  void aDashIsTheStandardOutput() throws IOException {
    assertThat(Target.of(Path.of("-")).isStandardOutput()).isTrue();
    assertThat(Target.of(Path.of("/dev/stdout")).isStandardOutput()).isTrue();
    assertThat(Target.of(folder.resolve("-")).isStandardOutput()).isFalse();
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
        new Download(
            new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)),
            "result.mp3",
            expected,
            silent));
  }

  /** What only another program can make; not everywhere may one. */
  private Path made(String program, String... arguments) throws Exception {
    Path path = folder.resolve("special");
    List<String> command = new ArrayList<>(List.of(program, path.toString()));
    command.addAll(List.of(arguments));
    assumeTrue(new ProcessBuilder(command).start().waitFor() == 0, program);
    return path;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
