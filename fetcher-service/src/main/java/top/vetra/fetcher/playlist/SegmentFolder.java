package top.vetra.fetcher.playlist;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import top.vetra.model.link.MediaHosts;

/**
 * Where a Space's segments lie, under {@code /non_transcode/}. Playlists under {@code /transcode/}
 * name them as if they were beside those, where they answer 400, and may be missing themselves.
 *
 * @param playlist the address of any playlist in the folder
 */
record SegmentFolder(URI playlist) {

  private static final String TRANSCODED = "/transcode/";

  private static final Pattern SPACE_PATH =
      Pattern.compile("(.*)/(non_transcode|transcode)/(.*)/audio-space/([^/]*)");

  /** Below {@code /transcode/} a token stands behind this, or at least as the last. */
  private static final Pattern BUCKET = Pattern.compile("(?:.*/)?periscope-[^/]*|.*(?=/[^/]*$)");

  /** The folder that belongs to a playlist's address; null for one that is none of a Space's. */
  static @Nullable SegmentFolder of(URI playlist) {
    Matcher path = SPACE_PATH.matcher(Objects.requireNonNullElse(playlist.getRawPath(), ""));
    if (!path.matches()) {
      return null;
    }
    if (path.group(2).equals("non_transcode")) {
      return new SegmentFolder(playlist);
    }
    Matcher bucket = BUCKET.matcher(path.group(3));
    String folder = bucket.lookingAt() ? bucket.group() : path.group(3);
    return new SegmentFolder(
        playlist.resolve(
            path.group(1)
                + "/non_transcode/"
                + folder
                + "/audio-space/"
                + path.group(4)
                + query(playlist)));
  }

  /** Whether it is there that what the address names does not answer. */
  static boolean isElsewhere(URI address) {
    return address.getRawPath().contains(TRANSCODED);
  }

  /** The file of this address, in this folder. */
  String nameOf(URI address) {
    String path = address.getRawPath();
    return "./" + path.substring(path.lastIndexOf('/') + 1) + query(address);
  }

  /** What a playlist at this address names, taken from this folder where it would not answer. */
  Recording.Addresses addresses(URI found, MediaHosts hosts) {
    Recording.Addresses asWritten = Recording.Addresses.in(found, hosts);
    Recording.Addresses here = Recording.Addresses.in(playlist, hosts);
    return name -> {
      URI address = asWritten.of(name);
      return isElsewhere(address) ? here.of(nameOf(address)) : address;
    };
  }

  private static String query(URI address) {
    String query = address.getRawQuery();
    return query == null ? "" : "?" + query;
  }
}
