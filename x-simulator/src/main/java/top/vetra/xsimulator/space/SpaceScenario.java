package top.vetra.xsimulator.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.fault.Fault;

/**
 * A Space, the post that carries it, and what goes wrong with them.
 *
 * @param name what tests and people call it
 * @param about one sentence saying what is peculiar
 * @param expected the outcomes a right product can come to: a problem code or {@code completed}
 * @param id the Space id
 * @param postId the post's id
 * @param linkTo what {@link #link()} leads to
 * @param replay whether X says that the recording can be played
 * @param endedAt null while it has not ended
 */
public record SpaceScenario(
    String name,
    String about,
    List<String> expected,
    String id,
    String postId,
    PostShape post,
    LinkTo linkTo,
    @Nullable String title,
    SpaceState state,
    boolean replay,
    Person host,
    List<Person> speakers,
    Instant startedAt,
    @Nullable Instant endedAt,
    Recording recording,
    PlaylistLayout layout,
    boolean reversedNames,
    List<Fault> faults) {

  /** What people paste. */
  public enum LinkTo {
    SPACE,
    POST,
    BROADCAST
  }

  public static SpaceScenarioBuilder named(String name) {
    return new SpaceScenarioBuilder(name);
  }

  /** What a person would paste. */
  public String link() {
    return switch (linkTo) {
      case SPACE -> "https://x.com/i/spaces/" + id;
      case POST -> postLink();
      case BROADCAST -> "https://x.com/i/broadcasts/" + id;
    };
  }

  public String postLink() {
    return "https://x.com/" + host.screenName() + "/status/" + postId;
  }

  public String mediaKey() {
    return "28_" + Derived.digits(id + "media", 19);
  }

  /** The part of the stream's path that names the recording. */
  public String streamKey() {
    return Derived.letters(id + "stream", 86);
  }

  public String playlistFile() {
    return "playlist_" + Derived.digits(id + "playlist", 20) + ".m3u8";
  }
}
