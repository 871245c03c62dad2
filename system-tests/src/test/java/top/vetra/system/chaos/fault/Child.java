package top.vetra.system.chaos.fault;

import java.util.ArrayList;
import java.util.List;

/** A process that one of ours has started; it can be paused alone. */
public final class Child implements Target {

  private final Program parent;
  private final String command;
  private final List<ProcessHandle> paused = new ArrayList<>();

  /**
   * The parent's children of this command.
   *
   * @param command how the name of its file begins
   */
  public Child(Program parent, String command) {
    this.parent = parent;
    this.command = command;
  }

  @Override
  public String name() {
    return command + " of " + parent.name();
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.PAUSE);
  }

  @Override
  public void begin(Kind kind) {
    paused.clear();
    parent.process().family().stream()
        .filter(one -> one.info().command().orElse("").matches(".*/" + command + "[^/]*"))
        .forEach(paused::add);
    if (!paused.isEmpty()) {
      Program.signal("STOP", paused);
    }
  }

  @Override
  public void end(Kind kind) {
    if (!paused.isEmpty()) {
      Program.signal("CONT", paused);
    }
  }
}
