package top.vetra.fetcher.playlist;

import java.time.Duration;

/**
 * How large a playlist may be. Twelve hours of a Space are about 14,400 segments and 4 MB.
 *
 * @param maxBytes of the whole
 * @param maxLineLength in bytes
 * @param maxSegments in it
 * @param maxDuration of the recording; more is {@code too-long}
 */
public record PlaylistLimits(
    long maxBytes, int maxLineLength, int maxSegments, Duration maxDuration) {}
