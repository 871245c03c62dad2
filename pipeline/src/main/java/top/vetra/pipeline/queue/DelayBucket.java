package top.vetra.pipeline.queue;

import java.time.Duration;

/**
 * One of the topics in which tasks wait. All records of a bucket wait equally long, so that its
 * first is always the first to be due; a longer wait is made of several buckets.
 */
enum DelayBucket {
  SECOND(Duration.ofSeconds(1)),
  TEN_SECONDS(Duration.ofSeconds(10)),
  MINUTE(Duration.ofMinutes(1)),
  TEN_MINUTES(Duration.ofMinutes(10)),
  HOUR(Duration.ofHours(1));

  private final Duration delay;

  DelayBucket(Duration delay) {
    this.delay = delay;
  }

  /** The longest bucket that does not overshoot; the shortest for what is due at once. */
  static DelayBucket forWait(Duration wait) {
    DelayBucket best = SECOND;
    for (DelayBucket bucket : values()) {
      if (bucket.delay.compareTo(wait) <= 0) {
        best = bucket;
      }
    }
    return best;
  }

  Duration delay() {
    return delay;
  }

  String topic() {
    return "vetra.delayed." + delay.toSeconds() + "s";
  }
}
