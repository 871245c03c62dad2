package top.vetra.fetcher.chunk;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.ByteRange;
import top.vetra.fetcher.plan.PlannedSegment;

/**
 * Keeps segments for a while, since chunks share those at their borders, the next chunk's are
 * fetched ahead, and a chunk of which some are late is tried again. Nothing depends on it but
 * speed.
 */
final class SegmentCache {

  /** As long as a chunk's attempts, at a host that stalls or asks for patience, may take. */
  private static final Duration LIFETIME = Duration.ofMinutes(3);

  /** What an entry takes beside the segment's bytes, about: its positions, and the entry itself. */
  private static final int OVERHEAD = 2_000;

  private final AsyncCache<Key, FetchedSegment> segments;

  /**
   * @param bytes that it may hold, about
   */
  SegmentCache(long bytes) {
    segments =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<Key, FetchedSegment>weigher((key, segment) -> weight(segment))
            .expireAfterWrite(LIFETIME)
            .buildAsync();
  }

  /** The segment, fetched now unless it is being fetched or was fetched lately. */
  Mono<FetchedSegment> get(
      String conversionId,
      PlannedSegment segment,
      Function<PlannedSegment, Mono<FetchedSegment>> fetch) {
    Key key = Key.of(conversionId, segment);
    return Mono.fromFuture(
            () -> segments.get(key, (wanted, executor) -> fetch.apply(segment).toFuture()), true)
        .doOnNext(
            fetched -> {
              if (!(fetched instanceof FetchedSegment.Audible)) {
                segments.synchronous().invalidate(key);
              }
            });
  }

  /** Makes room: otherwise what was used would stand against what is to come. */
  void forget(String conversionId, PlannedSegment segment) {
    segments.synchronous().invalidate(Key.of(conversionId, segment));
  }

  private static int weight(FetchedSegment segment) {
    return segment instanceof FetchedSegment.Audible audible
        ? OVERHEAD + audible.audio().data().length
        : OVERHEAD;
  }

  private record Key(String conversionId, int index, URI address, @Nullable ByteRange range) {

    /** By its place too: a playlist may list one address twice. */
    static Key of(String conversionId, PlannedSegment segment) {
      return new Key(conversionId, segment.index(), segment.address(), segment.range());
    }
  }
}
