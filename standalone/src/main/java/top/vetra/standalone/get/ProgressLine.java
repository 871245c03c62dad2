package top.vetra.standalone.get;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import top.vetra.model.job.Job;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Space;

/**
 * Tells a person how far it is: one line that is written over and over in a terminal, elsewhere (a
 * log, a pipe) a new line when the status changes or some time has passed.
 */
final class ProgressLine {

  private static final int BAR_WIDTH = 30;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean terminal;
  private String shown = "";
  private String status = "";
  private Instant shownAt = Instant.EPOCH;
  private boolean titled;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Job job) {
    Space space = job.space();
    if (!titled && space != null && space.title() != null) {
      titled = true;
      say(space.title().replaceAll("\\p{Cntrl}", " "));
    }
    Long eta = job.status().isFinal() ? null : job.progress().etaSeconds();
    update(word(job.status()), job.progress().percent(), eta == null ? "" : eta + " s left");
  }

  void saving(long bytes, long expectedBytes) {
    int percent = (int) Math.min(100, expectedBytes == 0 ? 100 : bytes * 100 / expectedBytes);
    update("saving", percent, String.format(Locale.ROOT, "%.1f MB", bytes / 1e6));
  }

  /** What is being waited for, when there is no percentage. */
  void waitingFor(String what) {
    if (terminal) {
      rewrite(what);
    } else {
      out.println(what);
    }
  }

  /** A line that stays. */
  void say(String line) {
    end();
    out.println(line);
  }

  /** Leaves the line as it is; what follows goes below it. */
  void end() {
    if (!shown.isEmpty()) {
      out.println();
      shown = "";
    }
  }

  private static String word(JobStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private void update(String word, int percent, String rest) {
    if (terminal) {
      int full = percent * BAR_WIDTH / 100;
      String bar = "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
      rewrite(String.format(Locale.ROOT, "%-11s %s %3d %%  %s", word, bar, percent, rest));
    } else if (!word.equals(status) || shownAt.plus(BETWEEN_LINES).isBefore(Instant.now())) {
      out.println((word + " " + percent + " %  " + rest).strip());
      shownAt = Instant.now();
    }
    status = word;
  }

  private void rewrite(String line) {
    if (!line.equals(shown)) {
      // Back to the start, write, and clear what an earlier, longer line left.
      out.print("\r" + line + "\u001b[K");
      out.flush();
      shown = line;
    }
  }
}
