package top.vetra.gateway.redis;

/** Where everything lies in Redis. */
final class Keys {

  /** Conversions by the time of their next look, in milliseconds since 1970. */
  static final String DUE = "vetra:due";

  /** Names of records that have changed, as they change. */
  static final String CHANGES = "vetra:changes";

  /** How far the records have followed the log. */
  static final String CURSORS = "vetra:cursors";

  /** The fingerprint of the instance's key. */
  static final String INSTANCE = "vetra:instance";

  /** Conversions that wait for their turn. */
  static final String WAITING = "vetra:queue:waiting";

  /** Conversions that are worked on. */
  static final String RUNNING = "vetra:queue:running";

  /** How long conversions are worked on, in milliseconds. */
  static final String MEAN_RUN = "vetra:queue:mean-run";

  private Keys() {}

  static String conversion(String id) {
    return "vetra:conversion:" + id;
  }

  static String jobsOf(String conversionId) {
    return "vetra:conversion:" + conversionId + ":jobs";
  }

  static String jobsThatLeft(String conversionId) {
    return "vetra:conversion:" + conversionId + ":left";
  }

  static String job(String id) {
    return "vetra:job:" + id;
  }

  static String deliveries(String jobId) {
    return "vetra:job:" + jobId + ":deliveries";
  }

  static String index(String key) {
    return "vetra:index:" + key;
  }

  static String idempotency(String key) {
    return "vetra:idempotency:" + key;
  }

  static String rateLimit(String policy, String client) {
    return "vetra:rate:" + policy + ":" + client;
  }
}
