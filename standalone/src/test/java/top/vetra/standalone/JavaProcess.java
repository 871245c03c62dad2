package top.vetra.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of ours in a JVM of its own, which a test can kill. */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<Void> ended;

  private JavaProcess(Process process) {
    this.process = process;
    this.ended = CompletableFuture.runAsync(this::read, task -> new Thread(task).start());
  }

  /** Runs a class of the test's class path. */
  public static JavaProcess running(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return start(Map.of(), command);
  }

  /** Runs the executable jar. */
  public static JavaProcess jar(Path jar, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return start(environment, command);
  }

  private static JavaProcess start(Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VETRA_"));
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that begins like this and returns the rest of it. */
  public String awaitLine(String start, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Predicate<String> wanted = line -> line.startsWith(start);
    synchronized (lines) {
      while (lines.stream().noneMatch(wanted)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || ended.isDone()) {
          throw new AssertionError("no line \"" + start + "\" in: " + lines);
        }
        lines.wait(Math.min(left, 100));
      }
      return lines.stream().filter(wanted).findFirst().orElseThrow().substring(start.length());
    }
  }

  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  public long pid() {
    return process.pid();
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGTERM. */
  public void stop() {
    process.destroy();
  }

  /** The exit code, once everything it printed was read. */
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit);
    }
    ended.join();
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
