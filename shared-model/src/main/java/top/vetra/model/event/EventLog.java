package top.vetra.model.event;

import java.time.Duration;

/** Where job events are kept, and how long. */
public final class EventLog {

  /** The Kafka topic of {@link JobEvent}s, keyed by conversion. */
  public static final String TOPIC = "vetra.job-events";

  /** How long results are kept where nothing else is set. */
  public static final Duration DEFAULT_RESULT_RETENTION = Duration.ofDays(7);

  /** How long the tries of a webhook take at most, if its endpoint asks for the longest pauses. */
  public static final Duration LONGEST_DELIVERY = Duration.ofHours(220);

  /** Records outlive what they are needed for by this: to tell that a result is gone, for one. */
  private static final Duration AFTERLIFE = Duration.ofDays(1);

  /** No job takes longer, with all that it may wait for. */
  private static final Duration LONGEST_JOB = Duration.ofDays(2);

  private EventLog() {}

  /**
   * How long the records of a job are kept after its end: longer than its result, and than its
   * webhook is tried.
   *
   * @param resultRetention how long results are kept
   */
  public static Duration recordLifetime(Duration resultRetention) {
    Duration needed =
        resultRetention.compareTo(LONGEST_DELIVERY) > 0 ? resultRetention : LONGEST_DELIVERY;
    return needed.plus(AFTERLIFE);
  }

  /**
   * How long events are kept: every record that still lives can be made from them again.
   *
   * @param resultRetention how long results are kept
   */
  public static Duration retention(Duration resultRetention) {
    return recordLifetime(resultRetention).plus(LONGEST_JOB);
  }
}
