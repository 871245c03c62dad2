package top.vetra.system.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;

/** Does what a schedule says, one fault after another, and leaves all parts well. */
public final class Storm {

  private final Schedule schedule;
  private final List<? extends Target> targets;
  private final History history;
  private final Consumer<String> log;

  /**
   * A storm over these targets.
   *
   * @param log is told of each fault
   */
  public Storm(
      Schedule schedule, List<? extends Target> targets, History history, Consumer<String> log) {
    this.schedule = schedule;
    this.targets = targets;
    this.history = history;
    this.log = log;
  }

  /** Goes on for so long, and until all parts are well again. */
  public void rage(Duration time) throws InterruptedException {
    long end = history.now() + time.toNanos();
    for (Fault fault = schedule.next(); ; fault = schedule.next()) {
      if (history.now() + fault.pause().toNanos() > end) {
        break;
      }
      Thread.sleep(fault.pause().toMillis());
      strike(fault);
    }
    long from = history.now();
    targets.forEach(Target::awaitReady);
    history.add(new Seen.Struck(from, history.now(), "all parts", "well again"));
  }

  private void strike(Fault fault) throws InterruptedException {
    long from = history.now();
    fault.target().begin(fault.kind());
    Thread.sleep(fault.length().toMillis());
    fault.target().end(fault.kind());
    if (fault.awaited()) {
      fault.target().awaitReady();
    }
    String what =
        fault.kind().name().toLowerCase(Locale.ROOT) + " for " + fault.length().toMillis() + " ms";
    history.add(new Seen.Struck(from, history.now(), fault.target().name(), what));
    log.accept("%7.1f s  %s: %s".formatted(from / 1e9, fault.target().name(), what));
  }
}
