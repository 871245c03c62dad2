package top.vetra.system.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;
import top.vetra.system.process.JavaProcess;

/**
 * A program of ours under a supervisor: what ends before it is ready, since what it stands on is
 * away, is started again.
 */
public final class Program implements Target, AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofMinutes(6);
  private static final int STARTS = 5;
  private static final int LAST_LINES = 30;

  private final String name;
  private final Supplier<JavaProcess> launcher;
  private final boolean whole;
  private final History history;
  private final Set<ProcessHandle> everybody = new HashSet<>();
  private JavaProcess process;
  private boolean ready;

  /**
   * Starts it.
   *
   * @param whole whether a kill hits what it has started as well
   */
  public Program(String name, Supplier<JavaProcess> launcher, boolean whole, History history) {
    this.name = name;
    this.whole = whole;
    this.launcher = launcher;
    this.history = history;
    this.process = launcher.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.KILL, Kind.KILL, Kind.PAUSE, Kind.RESTART);
  }

  @Override
  public void begin(Kind kind) {
    look();
    switch (kind) {
      case KILL -> kill();
      case RESTART -> stop();
      case PAUSE -> signal("STOP", process.family());
      default -> throw new IllegalArgumentException(name + ": " + kind);
    }
  }

  @Override
  public void end(Kind kind) {
    if (kind == Kind.PAUSE) {
      signal("CONT", process.family());
    } else {
      launch();
    }
  }

  /** The process that runs now. */
  public JavaProcess process() {
    return process;
  }

  /** Returns when it is ready, with the line that said so. */
  public Matcher ready() {
    for (int start = 1; ; start++) {
      try {
        Matcher line = process.awaitReady(START_WITHIN);
        ready = true;
        return line;
      } catch (AssertionError e) {
        if (start == STARTS) {
          throw e;
        }
        launch();
      }
    }
  }

  @Override
  public void awaitReady() {
    look();
    try {
      ready();
    } catch (AssertionError e) {
      history.add(
          new Seen.Left(history.now(), "every part starts again", name + ": " + lastLines()));
    }
  }

  /** What is left of it and of all that it ever started. */
  public List<ProcessHandle> remains() {
    return everybody.stream().filter(Program::runs).toList();
  }

  /** A dead process that nobody has reaped yet counts as alive, but has no command any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private void launch() {
    ready = false;
    process = launcher.get();
  }

  private void kill() {
    if (whole) {
      signal("KILL", process.family());
    }
    process.kill();
  }

  private void stop() {
    try {
      process.close();
    } catch (AssertionError e) {
      history.add(
          new Seen.Left(
              history.now(), "a part stops when it is asked to", name + ": " + e.getMessage()));
    }
  }

  private void look() {
    everybody.addAll(process.family());
    if (ready && !process.isAlive()) {
      history.add(
          new Seen.Left(history.now(), "no part ends by itself", name + ": " + lastLines()));
      launch();
    }
  }

  private String lastLines() {
    List<String> lines = process.output();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  static void signal(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(one -> command.add(String.valueOf(one.pid())));
    try {
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    everybody.addAll(process.family());
    signal("CONT", process.family());
    stop();
  }
}
