package top.vetra.model.job;

/**
 * A stretch of the result that is silence because X did not deliver it.
 *
 * @param startSeconds where it begins in the result
 * @param durationSeconds how long it is
 * @param segment the missing segment's place in the playlist, from 0
 */
public record Gap(double startSeconds, double durationSeconds, int segment) {}
