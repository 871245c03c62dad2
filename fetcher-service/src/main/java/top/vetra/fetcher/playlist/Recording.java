package top.vetra.fetcher.playlist;

import java.net.URI;
import java.util.List;
import top.vetra.model.link.MediaHosts;

/**
 * A recording's media playlist and how its names become addresses.
 *
 * @param playlist its segments
 * @param addresses of what it names
 */
public record Recording(Playlist.Media playlist, Addresses addresses) {

  public List<Segment> segments() {
    return playlist.segments();
  }

  /** How names in a playlist become addresses. */
  public interface Addresses {

    /**
     * The address of what the playlist names, on an allowed host.
     *
     * @throws top.vetra.model.problem.ProblemException {@code upstream-changed} if it is none
     */
    URI of(String name);

    /** Names count from the playlist's own address. */
    static Addresses in(URI playlist, MediaHosts hosts) {
      return name -> {
        URI address;
        try {
          address = playlist.resolve(name);
        } catch (IllegalArgumentException e) {
          throw Unreadable.because("The playlist names something that is not an address.");
        }
        if (!hosts.allows(address)) {
          throw Unreadable.because(
              "The playlist leads away from the hosts that recordings are on.");
        }
        return address;
      };
    }
  }
}
