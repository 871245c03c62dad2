package top.vetra.fetcher.playlist;

import java.util.List;

/** What a playlist's text says. */
public sealed interface Playlist {

  /**
   * The segments of a recording, in the order in which they sound.
   *
   * @param segments as listed, duplicates and odd numbers included
   * @param ended whether nothing will be added
   * @param firstSequence media sequence number of the first
   * @param seconds their length in all
   */
  record Media(List<Segment> segments, boolean ended, long firstSequence, double seconds)
      implements Playlist {

    public Media {
      segments = List.copyOf(segments);
    }
  }

  /**
   * A choice of playlists.
   *
   * @param variants the choice; never empty
   */
  record Master(List<Variant> variants) implements Playlist {

    public Master {
      variants = List.copyOf(variants);
    }
  }

  /**
   * A playlist to choose.
   *
   * @param uri as written in the master
   * @param bandwidth bits per second
   * @param picture whether it has pictures beside the sound
   */
  record Variant(String uri, long bandwidth, Picture picture) {}

  /** What a master says of a variant's pictures, the best for us last. */
  enum Picture {
    /** It names their size. */
    YES,
    /** It names no size: the sound alone, on X. */
    UNNAMED,
    /** It is a rendition of the sound alone. */
    NO
  }
}
