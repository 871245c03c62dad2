package top.vetra.xsimulator.fault;

import java.time.Duration;

/**
 * How an answer travels.
 *
 * @param latency wait before the first byte
 * @param kilobitsPerSecond speed of this one answer; 0 is as fast as it goes
 * @param ending what happens in the end
 * @param endAfterBytes where a bad ending comes, in bytes of the body; -1 is before the headers
 */
public record Delivery(Duration latency, int kilobitsPerSecond, Ending ending, int endAfterBytes) {

  /** The ways an answer can end. */
  public enum Ending {
    COMPLETE,
    /** The connection is closed in order, though bytes are missing. */
    CLOSE,
    /** The connection is reset (TCP RST). */
    RESET,
    /** Nothing more comes, and the connection stays open. */
    STALL
  }

  static final Delivery PLAIN = new Delivery(Duration.ZERO, 0, Ending.COMPLETE, -1);
}
