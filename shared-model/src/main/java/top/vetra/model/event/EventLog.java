package top.vetra.model.event;

/** Where job events are kept. */
public final class EventLog {

  /** The Kafka topic of {@link JobEvent}s, keyed by conversion. */
  public static final String TOPIC = "vetra.job-events";

  private EventLog() {}
}
