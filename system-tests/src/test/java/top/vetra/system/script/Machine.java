package top.vetra.system.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A checkout that is built, JDKs, and a home, all below one folder that everybody may read. */
final class Machine {

  private static final String TELLS_HOW_IT_WAS_CALLED =
      """
      #!/bin/sh
      for last; do :; done
      case "$*" in
        *-version*) echo 'openjdk version "VERSION" BUILD' >&2 ;;
        *-Djarmode=tools*) mkdir "$last" && touch "$last/standalone-1.0.0-SNAPSHOT-boot.jar" ;;
        *rehearse*)
          for argument; do
            case "$argument" in
              -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;;
            esac
          done
          ;;
        *) echo "started by $0 in $VETRA_HOME" && printf '%s\\n' "$@" ;;
      esac
      """;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Path checkout;
  private final List<String> caller = new ArrayList<>();

  Machine(Path folder) throws IOException {
    this.folder = folder;
    this.checkout = Files.createDirectory(folder.resolve("my + [check] out"));
    readable(folder);
    Files.copy(Path.of("..", "vetra"), checkout.resolve("vetra"));
    touch(checkout.resolve("pom.xml"), 3);
    touch(checkout.resolve("standalone/pom.xml"), 3);
    touch(checkout.resolve("standalone/src/main/Source.java"), 3);
    touch(checkout.resolve("standalone/src/main"), 3);
    touch(checkout.resolve("standalone/target/standalone-1.0.0-SNAPSHOT-boot.jar"), 2);
    environment.put("JAVA_HOME", jdk("jdk", "17.0.1", "").toString());
    environment.put("HOME", writable("home").toString());
  }

  /** A JDK of that version. */
  Path jdk(String name, String version, String build) throws IOException {
    Path java = folder.resolve(name).resolve("bin").resolve("java");
    Files.createDirectories(folder.resolve(name).resolve("bin"));
    Files.writeString(
        java, TELLS_HOW_IT_WAS_CALLED.replace("VERSION", version).replace("BUILD", build));
    readable(java);
    return folder.resolve(name);
  }

  Path checkout() {
    return checkout;
  }

  /** A folder that everybody may write to. */
  Path writable(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** With a variable of the environment. */
  Machine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Machine without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** A source is newer than the build. */
  Machine edited() throws IOException {
    touch(checkout.resolve("standalone/src/main/Source.java"), 1);
    return this;
  }

  Machine notBuilt() throws IOException {
    Files.delete(checkout.resolve("standalone/target/standalone-1.0.0-SNAPSHOT-boot.jar"));
    return this;
  }

  /** From now on the script is run by somebody who may only read the checkout. */
  Machine ofAnotherUsers() throws Exception {
    new ProcessBuilder("chmod", "-R", "a-w,a+rX", checkout.toString()).start().waitFor();
    // Root may write everywhere.
    if ("root".equals(System.getProperty("user.name"))) {
      caller.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    return this;
  }

  /** Runs the script and returns all that it says. */
  String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(caller);
    command.add(checkout.resolve("vetra").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void readable(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void touch(Path file, int hoursAgo) throws IOException {
    if (Files.notExists(file)) {
      Files.createDirectories(file.resolveSibling("."));
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(hoursAgo * 3600L)));
  }
}
