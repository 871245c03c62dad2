package top.vetra.system.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script's own part of a start: everything up to the JVM. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {

  @TempDir private Path folder;

  private Machine machine;

  @BeforeEach
  void setUp() throws IOException {
    machine = new Machine(folder);
  }

  @Test
  void dataIsKeptBelowTheHomeOfTheEnvironmentAlsoWherePasswdHasAnother() throws Exception {
    assertThat(machine.run("up")).contains(" in " + folder.resolve("home/.vetra") + "\n");
  }

  @Test
  void withoutAHomeTheOneInPasswdIsTaken() throws Exception {
    assertThat(machine.without("HOME").run("up"))
        .contains("started by ", "/.vetra\n")
        .doesNotContain("unbound");
  }

  @Test
  void whereJavaHomeLeadsNowhereTheJavaOnThePathIsTaken() throws Exception {
    Path jdk = machine.jdk("other", "21.0.2", "");
    machine.with("JAVA_HOME", folder.resolve("gone").toString());
    machine.with("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));

    assertThat(machine.run("up")).contains("started by " + jdk.resolve("bin/java"));
  }

  @Test
  void whereJavaHomeIsTooOldOrDoesNotRunTheJavaOnThePathIsTaken() throws Exception {
    Path jdk = machine.jdk("other", "21.0.2", "");
    machine.with("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));

    for (String version : List.of("11.0.20", "none")) {
      machine.with("JAVA_HOME", machine.jdk("old", version, "").toString());
      assertThat(machine.run("up")).contains("started by " + jdk.resolve("bin/java"));
    }
  }

  @Test
  void everyJavaKeepsTheClassesOfItsOwnStarts() throws Exception {
    machine.run("up");
    machine.with("JAVA_HOME", machine.jdk("same-version", "17.0.1", "of another house").toString());

    assertThat(machine.run("up")).contains("Getting ready for quick starts");
    assertThat(machine.run("up")).doesNotContain("Getting ready for quick starts");
    assertThat(below(machine.checkout()).filter(file -> file.endsWith(".jsa"))).hasSize(2);
  }

  @Test
  void aNewerJavaDoesNotWarnOfWhatLibrariesDo() throws Exception {
    machine.with("JAVA_HOME", machine.jdk("newest", "25.0.1", "").toString());

    assertThat(machine.run("up")).contains("--enable-native-access=ALL-UNNAMED", "started by ");
  }

  @Test
  void aCheckoutOfAnotherUsersStarts() throws Exception {
    machine.ofAnotherUsers();
    List<String> before = below(machine.checkout()).toList();

    assertThat(machine.run("up")).contains("started by ").doesNotContain("denied");
    assertThat(machine.run("up")).contains("started by ", "SharedArchiveFile");

    assertThat(below(machine.checkout())).containsExactlyElementsOf(before);
  }

  @Test
  void whatItsOwnerHasUnpackedIsUsed() throws Exception {
    machine.run("up");
    machine.ofAnotherUsers().with("HOME", machine.writable("other").toString());

    assertThat(machine.run("up"))
        .contains("started by ", machine.checkout() + "/standalone/target/unpacked/standalone")
        .doesNotContain("Getting ready");
  }

  @Test
  void anotherUsersCheckoutThatChangedSinceItsBuildStartsAsItIs() throws Exception {
    machine.edited().ofAnotherUsers();

    assertThat(machine.run("up")).contains("starting what is there", "started by ");
  }

  @Test
  void anotherUsersCheckoutThatIsNotBuiltSaysWhatToDo() throws Exception {
    machine.notBuilt().ofAnotherUsers();

    assertThat(machine.run("up"))
        .contains("have its owner run ./vetra up there once")
        .doesNotContain("started by ");
  }

  @Test
  void aHomeThatCannotBeWrittenToIsNamed() throws Exception {
    machine.ofAnotherUsers().with("VETRA_HOME", machine.checkout() + "/data");

    assertThat(machine.run("up"))
        .contains("cannot write to its folder " + machine.checkout() + "/data", "VETRA_HOME");
  }

  private static Stream<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList().stream();
    }
  }
}
