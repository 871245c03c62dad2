package top.vetra.fetcher.playlist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.media.ByteRange;

/**
 * An entry of a media playlist.
 *
 * @param uri as written there
 * @param seconds its length by {@code EXTINF}
 * @param sequence its media sequence number
 * @param range which bytes of the resource; null is all
 * @param key how it is encrypted; null is not at all
 * @param at when it was recorded; null if the playlist does not say
 * @param missing whether the playlist itself says that it is not there ({@code EXT-X-GAP})
 */
public record Segment(
    String uri,
    double seconds,
    long sequence,
    @Nullable ByteRange range,
    @Nullable SegmentKey key,
    @Nullable Instant at,
    boolean missing) {}
