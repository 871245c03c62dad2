package top.vetra.system.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of ours, run as users run it: a JVM of its own. */
public final class JavaProcess implements AutoCloseable {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Matcher> announced = new CompletableFuture<>();
  private final Thread reader;

  private JavaProcess(Process process, Pattern announcement) {
    this.process = process;
    this.reader = new Thread(() -> read(announcement), "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a jar of this build.
   *
   * @param module whose executable jar to run
   * @param environment beside the inherited one
   * @param announcement the line that it prints when it is ready
   */
  public static JavaProcess start(
      String module, Map<String, String> environment, Pattern announcement, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Optional.ofNullable(environment.get("VETRA_HOME"))
        .map(home -> "-Djava.io.tmpdir=" + temporary(home))
        .ifPresent(command::add);
    command.addAll(List.of("-jar", jar(module).toString()));
    command.addAll(List.of(arguments));
    return start(command, environment, announcement);
  }

  /** As the script has it: what a killed process leaves behind goes with its home. */
  private static Path temporary(String home) {
    try {
      return Files.createDirectories(Path.of(home, "tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the product as users do, by its script.
   *
   * @param environment beside the inherited one
   * @param announcement the line that it prints when it is ready
   */
  public static JavaProcess startByScript(
      Map<String, String> environment, Pattern announcement, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(builds().resolve("vetra").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    return start(command, all, announcement);
  }

  private static JavaProcess start(
      List<String> command, Map<String, String> environment, Pattern announcement) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VETRA_"));
    builder.environment().putAll(environment);
    try {
      return new JavaProcess(builder.start(), announcement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path builds() {
    return Path.of(System.getProperty("vetra.jars", ".."));
  }

  private static Path jar(String module) {
    String version = System.getProperty("vetra.version", "1.0.0-SNAPSHOT");
    return builds().resolve(module).resolve("target").resolve(module + "-" + version + "-boot.jar");
  }

  private void read(Pattern announcement) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher matcher = announcement.matcher(line);
        if (matcher.find()) {
          announced.complete(matcher);
        }
      }
    } catch (IOException e) {
      lines.add("(output lost: " + e + ")");
    }
    announced.completeExceptionally(new IllegalStateException("ended before it was ready"));
  }

  /** The match of the announcement, once it has been printed. */
  public Matcher awaitReady(Duration patience) {
    try {
      return announced.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new AssertionError("not ready; it said:\n" + String.join("\n", lines), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it has printed so far. */
  public List<String> output() {
    return List.copyOf(lines);
  }

  /** The process and all that it started. */
  public List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>();
    family.add(process.toHandle());
    process.descendants().forEach(family::add);
    return family;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it with no chance to clean up. */
  public void kill() {
    process.destroyForcibly();
    waitFor();
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    if (!waitFor()) {
      process.destroyForcibly();
      throw new AssertionError("did not stop within " + STOP_WITHIN);
    }
  }

  private boolean waitFor() {
    try {
      boolean ended = process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      reader.join(1000);
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
