package top.vetra.model.job;

import java.time.Instant;

/**
 * Where a job stands in line.
 *
 * @param place 1 for the one that starts next
 * @param expectedStartAt when it may start, by the time that jobs have taken so far
 */
public record Queue(int place, Instant expectedStartAt) {}
