package top.vetra.resolver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until told otherwise. */
public final class TestClock extends Clock {

  private volatile Instant now = Instant.now();

  /** Goes on to this moment, if it is not past already. */
  public void reach(Instant moment) {
    now = moment.isAfter(now) ? moment : now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
