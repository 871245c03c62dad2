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

  /**
   * A Space has room for 13 speakers at a time, and more take turns. All that is told of a Space
   * has to fit into one queue message, of which Kafka takes 1 MB.
   */
  private static final int MAX_PARTICIPANTS = 500;

  /** X allows titles of 70 characters and names of 50. */
  private static final int TITLE = 300;

  private static final int NAME = 100;

  private SpaceReader() {}

  static FoundSpace read(JsonNode audioSpace, String spaceId) {
    JsonNode metadata = audioSpace.path("metadata");
    Instant startedAt = Values.time(metadata.path("started_at"));
    Instant endedAt = Values.time(metadata.path("ended_at"));
    String mediaKey = Values.text(metadata.path("media_key"), TITLE);
    return new FoundSpace(
        HostDetails.add(
            new Space(
                spaceId,
                Values.text(metadata.path("title"), TITLE),
                host(metadata, audioSpace.path("participants").path("admins").path(0)),
                startedAt,
                endedAt,
                seconds(startedAt, endedAt),
                participants(audioSpace.path("participants"))),
            metadata),
        State.of(metadata.path("state").asString("")),
        metadata.path("is_space_available_for_replay").asBoolean(false),
        mediaKey != null && mediaKey.matches(MEDIA_KEY) ? mediaKey : null);
  }

  private static @Nullable Double seconds(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null || end.isBefore(start)
        ? null
        : Duration.between(start, end).toMillis() / 1000.0;
  }

  /** The creator; where X does not tell who that is, the first of the admins. */
  private static Space.@Nullable Host host(JsonNode metadata, JsonNode firstAdmin) {
    Space.Host creator = host(metadata.path("creator_results").path("result"));
    if (creator != null || firstAdmin.isMissingNode()) {
      return creator;
    }
    Space.Participant admin = participant(firstAdmin, "admin");
    return admin.name() == null && admin.screenName() == null
        ? null
        : new Space.Host(admin.name(), admin.screenName(), admin.avatarUrl());
  }

  private static Space.@Nullable Host host(JsonNode user) {
    User read = User.read(user);
    return read.name() == null && read.screenName() == null
        ? null
        : new Space.Host(read.name(), read.screenName(), read.avatarUrl());
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
      onStage.add(participant(person, role));
    }
  }

  private static Space.Participant participant(JsonNode person, String role) {
    User user = User.read(person.path("user_results").path("result"));
    String name = Values.text(person.path("display_name"), NAME);
    String screenName = Values.text(person.path("twitter_screen_name"), NAME);
    String avatar = Values.image(person.path("avatar_url"));
    return new Space.Participant(
        Values.text(person.path("periscope_user_id"), NAME),
        name == null ? user.name() : name,
        screenName == null ? user.screenName() : screenName,
        avatar == null ? user.avatarUrl() : avatar,
        role);
  }

  /** An account; older queries put names under {@code legacy}, newer ones under {@code core}. */
  private record User(
      @Nullable String name, @Nullable String screenName, @Nullable String avatarUrl) {

    static User read(JsonNode user) {
      JsonNode legacy = user.path("legacy");
      JsonNode core = user.path("core");
      String avatar = Values.image(user.path("avatar").path("image_url"));
      return new User(
          Values.either(core.path("name"), legacy.path("name"), NAME),
          Values.either(core.path("screen_name"), legacy.path("screen_name"), NAME),
          avatar == null ? Values.image(legacy.path("profile_image_url_https")) : avatar);
    }
  }
}
