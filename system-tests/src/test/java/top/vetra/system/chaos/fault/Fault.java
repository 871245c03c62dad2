package top.vetra.system.chaos.fault;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param pause how long before it nothing else is done
 * @param target whom it hits
 * @param kind what it is
 * @param length how long it lasts
 * @param awaited whether the part is well again before the next pause begins
 */
public record Fault(Duration pause, Target target, Kind kind, Duration length, boolean awaited) {}
