package top.vetra.fetcher.playlist;

import java.net.URI;
import java.util.Comparator;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.model.link.MediaHosts;

/** Finds a recording's media playlist, whether it is given directly or by way of a master. */
public final class RecordingSource {

  private static final String TRANSCODED = "/transcode/";
  private static final String ORIGINAL = "/non_transcode/";

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
    return playlist(entry)
        .flatMap(
            found -> {
              Recording.Addresses addresses = Recording.Addresses.in(found.address(), hosts);
              if (found.playlist() instanceof Playlist.Master master) {
                return variant(found.address(), addresses.of(best(master).uri()));
              }
              return Mono.just(new Recording((Playlist.Media) found.playlist(), addresses));
            });
  }

  private Mono<Recording> variant(URI master, URI variant) {
    return playlist(variant)
        .map(
            found -> {
              if (found.playlist() instanceof Playlist.Media media) {
                return new Recording(media, addresses(master, found.address()));
              }
              throw Unreadable.because("The playlist leads to a playlist of playlists.");
            });
  }

  private Mono<FoundPlaylist> playlist(URI address) {
    return origin.read(MediaRequest.of(address), () -> new FoundPlaylist.Reader(address, limits));
  }

  /** Sound alone if it is offered; otherwise the best, which no variant says of its sound. */
  private static Playlist.Variant best(Playlist.Master master) {
    return master.variants().stream()
        .max(
            Comparator.comparing(Playlist.Variant::audioOnly)
                .thenComparing(Playlist.Variant::bandwidth))
        .orElseThrow();
  }

  /**
   * The master of a Space lies beside its segments; the variant that it names lies elsewhere, under
   * {@code /transcode/}, where the segments it lists answer 400.
   */
  private Recording.Addresses addresses(URI master, URI variant) {
    Recording.Addresses asWritten = Recording.Addresses.in(variant, hosts);
    if (!master.getPath().contains(ORIGINAL)
        || !master.getPath().contains("/audio-space/")
        || !variant.getPath().contains(TRANSCODED)) {
      return asWritten;
    }
    Recording.Addresses beside = Recording.Addresses.in(master, hosts);
    return name -> {
      URI address = asWritten.of(name);
      String path = address.getRawPath();
      if (!path.contains(TRANSCODED)) {
        return address;
      }
      String query = address.getRawQuery();
      return beside.of(
          path.substring(path.lastIndexOf('/') + 1) + (query == null ? "" : "?" + query));
    };
  }
}
