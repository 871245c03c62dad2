package top.vetra.fetcher.playlist;

import java.net.URI;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.model.link.MediaHosts;

/** Finds a recording's media playlist, whether it is given directly or by way of masters. */
public final class RecordingSource {

  /** Video Spaces have a master of masters. */
  private static final int MOST_MASTERS = 3;

  private final MediaOrigin origin;
  private final MediaHosts hosts;
  private final PlaylistLimits limits;

  public RecordingSource(MediaOrigin origin, MediaHosts hosts, PlaylistLimits limits) {
    this.origin = origin;
    this.hosts = hosts;
    this.limits = limits;
  }

  /**
   * Reads it.
   *
   * @param entry where X says that it lies
   */
  public Mono<Recording> read(URI entry) {
    return read(entry, SegmentFolder.of(entry), MOST_MASTERS);
  }

  /**
   * @param known where the segments of the Space lie; null as long as no address tells
   */
  private Mono<Recording> read(URI address, @Nullable SegmentFolder known, int mastersLeft) {
    return playlist(address, known)
        .flatMap(
            found -> {
              SegmentFolder folder = known == null ? SegmentFolder.of(found.address()) : known;
              Recording.Addresses addresses =
                  folder == null
                      ? Recording.Addresses.in(found.address(), hosts)
                      : folder.addresses(found.address(), hosts);
              return found.playlist() instanceof Playlist.Master master
                  ? variant(found.address(), master, folder, mastersLeft)
                  : Mono.just(new Recording((Playlist.Media) found.playlist(), addresses));
            });
  }

  private Mono<Recording> variant(
      URI found, Playlist.Master master, @Nullable SegmentFolder folder, int mastersLeft) {
    if (mastersLeft == 0) {
      return Mono.error(
          Unreadable.because("The playlist leads from one playlist of playlists to the next."));
    }
    URI variant = Recording.Addresses.in(found, hosts).of(best(master).uri());
    return read(variant, folder == null ? SegmentFolder.of(variant) : folder, mastersLeft - 1);
  }

  /** What lies at the address; where that is not to be had, the same file beside the segments. */
  private Mono<FoundPlaylist> playlist(URI address, @Nullable SegmentFolder folder) {
    Mono<FoundPlaylist> there = playlist(address);
    return folder == null || !SegmentFolder.isElsewhere(address)
        ? there
        : there.onErrorResume(
            MediaException.class,
            failure ->
                isOfPlace(failure)
                    ? playlist(
                        Recording.Addresses.in(folder.playlist(), hosts).of(folder.nameOf(address)))
                    : Mono.error(failure));
  }

  private static boolean isOfPlace(MediaException failure) {
    return switch (failure.reason()) {
      case MISSING, REFUSED, UNEXPECTED -> true;
      case FORBIDDEN, RATE_LIMITED, BLOCKED, TOO_LARGE, UNAVAILABLE -> false;
    };
  }

  private Mono<FoundPlaylist> playlist(URI address) {
    return origin.read(MediaRequest.of(address), () -> new FoundPlaylist.Reader(address, limits));
  }

  /** Sound alone if it is offered; otherwise the best, which no variant says of its sound. */
  private static Playlist.Variant best(Playlist.Master master) {
    return master.variants().stream()
        .max(
            Comparator.comparing(Playlist.Variant::picture)
                .thenComparing(Playlist.Variant::bandwidth))
        .orElseThrow();
  }
}
