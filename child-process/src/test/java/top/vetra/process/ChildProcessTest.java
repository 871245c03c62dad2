package top.vetra.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ProcessLimits LIMITS =
      new ProcessLimits(0, 64 << 20, Duration.ofMillis(1500), 32);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_child_knows_nothing_of_our_environment_and_has_its_limits(boolean byDeathSignal)
      throws Exception {
    assertThat(output(byDeathSignal, null, "/usr/bin/env")).isEmpty();
    assertThat(
            output(
                byDeathSignal,
                LIMITS,
                "/bin/sh",
                "-c",
                "ulimit -v; ulimit -t; ulimit -f; ulimit -c; ulimit -n; echo \"$@\"",
                "sh",
                "an \"odd' $argument"))
        .isEqualTo("65536\n2\n0\n0\n32\nan \"odd' $argument\n");
  }

  @ParameterizedTest
  @CsvSource({"KILL, true, true", "KILL, false, true", "TERM, true, false", "TERM, false, false"})
  void a_child_does_not_outlive_a_jvm_that_is_killed(
      ChildProcess.End end, boolean byDeathSignal, boolean stopped) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process parent =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                end.name(),
                Boolean.toString(byDeathSignal))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle child;
    try (BufferedReader lines = parent.inputReader()) {
      long pid = Long.parseLong(lines.readLine().substring("child: ".length()));
      child = ProcessHandle.of(pid).orElseThrow();
      await().atMost(PATIENCE).until(() -> child.info().command().orElse("").endsWith("sleep"));
      if (stopped) {
        new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
      }
      parent.destroyForcibly().waitFor();
    }
    // Where nobody reaps the orphan it is still there, as nothing but a number.
    await().atMost(PATIENCE).until(() -> child.info().command().isEmpty());
  }

  @Test
  void what_cannot_be_run_ends_with_a_status_that_says_so() throws Exception {
    Process missing =
        ChildProcess.prepare(List.of("/no/such/program"), ChildProcess.End.KILL, LIMITS).start();
    assertThat(missing.waitFor()).isGreaterThanOrEqualTo(ChildProcess.CANNOT_RUN);
    assertThatThrownBy(
            () ->
                ChildProcess.startInThreadOfItsOwn(
                    ChildProcess.prepare(List.of("x"), ChildProcess.End.KILL, null)
                        .directory(Path.of("/no/such/folder").toFile())))
        .isInstanceOf(IOException.class);
  }

  private static String output(
      boolean byDeathSignal, @Nullable ProcessLimits limits, String... command) throws IOException {
    Process process =
        ChildProcess.prepare(List.of(command), ChildProcess.End.KILL, limits, byDeathSignal)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
