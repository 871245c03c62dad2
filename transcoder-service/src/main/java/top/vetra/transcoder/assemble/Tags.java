package top.vetra.transcoder.assemble;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Space;

/**
 * What a file says of itself. Titles and names are whatever somebody typed into X.
 *
 * @param title never empty
 * @param artist the host in full; never empty
 * @param host the host in short; empty if unknown
 * @param date when the Space was held, in UTC
 * @param link the Space on X
 */
record Tags(String title, String artist, String host, @Nullable ZonedDateTime date, String link) {

  static final String ALBUM = "X Spaces";

  /** No Space is older, and no format can tell a year of more than four digits. */
  private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final int MAX_LETTERS = 300;

  static Tags of(Space space) {
    Space.Host host = space.host();
    String name = host == null ? "" : OneLine.of(host.name(), MAX_LETTERS);
    String handle = host == null ? "" : OneLine.of(host.screenName(), MAX_LETTERS);
    return new Tags(
        title(space, name, handle),
        artist(name, handle),
        name.isEmpty() ? handle : name,
        date(space),
        "https://x.com/i/spaces/" + space.id());
  }

  private static @Nullable ZonedDateTime date(Space space) {
    Instant at = space.startedAt() == null ? space.endedAt() : space.startedAt();
    return at != null && at.isAfter(EARLIEST) && at.isBefore(LATEST)
        ? at.atZone(ZoneOffset.UTC)
        : null;
  }

  String comment() {
    return "Recorded X Space, " + link;
  }

  private static String title(Space space, String name, String handle) {
    String title = OneLine.of(space.title(), MAX_LETTERS);
    if (!title.isEmpty()) {
      return title;
    }
    if (!handle.isEmpty()) {
      return "Space by @" + handle;
    }
    return name.isEmpty() ? "Space " + space.id() : "Space by " + name;
  }

  private static String artist(String name, String handle) {
    if (handle.isEmpty()) {
      return name.isEmpty() ? "Unknown host" : name;
    }
    return name.isEmpty() ? "@" + handle : name + " (@" + handle + ")";
  }
}
