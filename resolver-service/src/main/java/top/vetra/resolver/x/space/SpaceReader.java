package top.vetra.resolver.x.space;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import top.vetra.model.job.Space;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.FoundSpace.State;

/** Reads {@code data.audioSpace}. What people typed is cut to size and freed of control codes. */
final class SpaceReader {

  /** {@code 28_} and 19 digits in all samples; other prefixes are other kinds of broadcasts. */
  private static final String MEDIA_KEY = "[0-9A-Za-z_-]{1,64}";

  /** A Space has room for 13 speakers at a time; a message has room for these. */
  private static final int MAX_PARTICIPANTS = 500;

  private SpaceReader() {}

  static FoundSpace read(JsonNode audioSpace, String spaceId) {
    JsonNode metadata = audioSpace.path("metadata");
    Instant startedAt = Values.time(metadata.path("started_at"));
    Instant endedAt = Values.time(metadata.path("ended_at"));
    String mediaKey = Values.text(metadata.path("media_key"));
    return new FoundSpace(
        new Space(
            spaceId,
            Values.text(metadata.path("title")),
            host(metadata.path("creator_results").path("result")),
            startedAt,
            endedAt,
            seconds(startedAt, endedAt),
            participants(audioSpace.path("participants"))),
        State.of(metadata.path("state").asString("")),
        metadata.path("is_space_available_for_replay").asBoolean(false),
        mediaKey != null && mediaKey.matches(MEDIA_KEY) ? mediaKey : null);
  }

  private static @Nullable Double seconds(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null || end.isBefore(start)
        ? null
        : Duration.between(start, end).toMillis() / 1000.0;
  }

  /** Older queries put names under {@code legacy}, newer ones under {@code core}. */
  private static Space.@Nullable Host host(JsonNode user) {
    JsonNode legacy = user.path("legacy");
    JsonNode core = user.path("core");
    String name = Values.either(core.path("name"), legacy.path("name"));
    String screenName = Values.either(core.path("screen_name"), legacy.path("screen_name"));
    if (name == null && screenName == null) {
      return null;
    }
    String avatar =
        Values.either(
            user.path("avatar").path("image_url"), legacy.path("profile_image_url_https"));
    return new Space.Host(name, screenName, Values.image(avatar));
  }

  private static List<Space.Participant> participants(JsonNode participants) {
    List<Space.Participant> onStage = new ArrayList<>();
    add(onStage, participants.path("admins"), "admin");
    add(onStage, participants.path("speakers"), "speaker");
    return onStage;
  }

  private static void add(List<Space.Participant> onStage, JsonNode people, String role) {
    for (JsonNode person : people) {
      if (onStage.size() == MAX_PARTICIPANTS) {
        return;
      }
      onStage.add(
          new Space.Participant(
              Values.text(person.path("periscope_user_id")),
              Values.text(person.path("display_name")),
              Values.text(person.path("twitter_screen_name")),
              Values.image(Values.text(person.path("avatar_url"))),
              role));
    }
  }
}
