package top.vetra.gateway.queue;

/**
 * How many conversions are worked on at a time.
 *
 * @param all in all
 * @param perClient for one client
 */
public record Limits(int all, int perClient) {

  /** As an operator sets them: 0 is no limit. */
  public static Limits of(int all, int perClient) {
    return new Limits(orNone(all), orNone(perClient));
  }

  private static int orNone(int limit) {
    return limit <= 0 ? Integer.MAX_VALUE : limit;
  }
}
