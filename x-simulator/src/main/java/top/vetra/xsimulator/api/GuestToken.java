package top.vetra.xsimulator.api;

import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.fault.RevocableToken;

/** One guest token and what is left of it. */
final class GuestToken implements RevocableToken {

  /** X counts calls in windows of 15 minutes. */
  private static final long WINDOW_SECONDS = 900;

  private final int limit;
  private final long resetSecond = System.currentTimeMillis() / 1000 + WINDOW_SECONDS;
  private int remaining;
  private boolean revoked;

  GuestToken(int limit) {
    this.limit = limit;
    this.remaining = limit;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }

  /** Counts one call; false when none was left. */
  synchronized boolean use() {
    return remaining-- > 0;
  }

  @Override
  public synchronized void revoke() {
    revoked = true;
  }

  @Override
  public synchronized void exhaust() {
    remaining = 0;
  }

  synchronized Reply withLimits(Reply reply) {
    return reply
        .withHeader("x-rate-limit-limit", "" + limit)
        .withHeader("x-rate-limit-remaining", "" + Math.max(0, remaining))
        .withHeader("x-rate-limit-reset", "" + resetSecond);
  }
}
