package top.vetra.fetcher.playlist;

import java.net.URI;
import top.vetra.fetcher.media.Body;

/**
 * A playlist and where it was found.
 *
 * @param address after redirects: what a playlist names counts from there (RFC 3986, 5.1.3)
 */
record FoundPlaylist(Playlist playlist, URI address) {

  /** Reads one. */
  static final class Reader implements Body<FoundPlaylist> {

    private final PlaylistReader playlist;
    private URI address;

    Reader(URI asked, PlaylistLimits limits) {
      this.playlist = new PlaylistReader(limits);
      this.address = asked;
    }

    @Override
    public void from(URI address) {
      this.address = address;
    }

    @Override
    public void accept(byte[] piece) {
      playlist.accept(piece);
    }

    @Override
    public FoundPlaylist finish() {
      return new FoundPlaylist(playlist.finish(), address);
    }
  }
}
