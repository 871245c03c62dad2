package top.vetra.pipeline.queue;

import java.time.Duration;
import java.util.Map;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** For consumers of logs whose records must not be skipped. */
public final class EndlessRetry {

  private EndlessRetry() {}

  /** Has a record that fails come again, at first soon and then every two seconds, for ever. */
  public static CommonErrorHandler errorHandler() {
    return errorHandler(Duration.ofMillis(100), Duration.ofSeconds(2));
  }

  static CommonErrorHandler errorHandler(Duration first, Duration longest) {
    ExponentialBackOff backOff = new ExponentialBackOff(first.toMillis(), 2);
    backOff.setMaxInterval(longest.toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By default some kinds of failure are taken to be final, and their records skipped.
    handler.setClassifications(Map.of(), true);
    // What was done is noted by the listeners themselves.
    handler.setAckAfterHandle(false);
    return handler;
  }
}
