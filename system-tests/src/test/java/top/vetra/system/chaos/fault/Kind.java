package top.vetra.system.chaos.fault;

/** What can be done to a part. The longest that each lasts is in milliseconds. */
public enum Kind {
  /** {@code kill -9}, and started again after a while. */
  KILL(2_500),
  /** Stopped as by Ctrl-C, and started again. */
  RESTART(500),
  /** {@code SIGSTOP}, and {@code SIGCONT} after a while. */
  PAUSE(9_000),
  /** Every connection is closed, and new ones too. */
  CUT(7_000),
  /** Connections stay open and nothing comes through. */
  BLACK_HOLE(9_000),
  /** Everything comes through late. */
  DELAY(8_000),
  /** Requests are answered with errors. */
  REFUSE(2_500);

  private final int longestMillis;

  Kind(int longestMillis) {
    this.longestMillis = longestMillis;
  }

  int longestMillis() {
    return longestMillis;
  }
}
