package top.vetra.xsimulator.api;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.space.Derived;
import top.vetra.xsimulator.space.Person;
import top.vetra.xsimulator.space.SpaceScenario;

/** Writes AudioSpaceById answers. */
final class SpaceAnswer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private SpaceAnswer() {}

  static String of(SpaceScenario space) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode answer = root.putObject("data").putObject("audioSpace");
    metadata(answer.putObject("metadata"), space);
    answer.put("is_subscribed", false);
    ObjectNode participants = answer.putObject("participants");
    participants.put("total", 1 + space.speakers().size() + 37);
    add(participants.putArray("admins"), List.of(space.host()), space.startedAt());
    add(participants.putArray("speakers"), space.speakers(), space.startedAt());
    participants.putArray("listeners");
    return root.toString();
  }

  private static void metadata(ObjectNode metadata, SpaceScenario space) {
    long started = space.startedAt().toEpochMilli();
    metadata.put("rest_id", space.id());
    metadata.put("state", space.state().name());
    metadata.put("title", space.title());
    metadata.put("media_key", space.mediaKey());
    metadata.put("created_at", started - 61_000);
    metadata.put("scheduled_start", started - 1_000);
    if (began(space)) {
      metadata.put("started_at", started);
    }
    Instant ended = space.endedAt();
    if (ended != null) {
      // A string, though its neighbours are numbers: so X has it.
      metadata.put("ended_at", String.valueOf(ended.toEpochMilli()));
    }
    metadata.put("updated_at", (ended == null ? space.startedAt() : ended).toEpochMilli() + 900);
    metadata.put("content_type", "visual_audio");
    metadata.put("is_space_available_for_replay", space.replay());
    metadata.put("is_space_available_for_clipping", false);
    metadata.put("total_replay_watched", 1204);
    metadata.put("total_live_listeners", 388);
    ObjectNode user = metadata.putObject("creator_results").putObject("result");
    user.put("__typename", "User");
    user.put("rest_id", Derived.digits(space.host().screenName(), 10));
    ObjectNode legacy = user.putObject("legacy");
    legacy.put("name", space.host().displayName());
    legacy.put("screen_name", space.host().screenName());
    legacy.put("profile_image_url_https", space.host().avatarUrl());
  }

  private static boolean began(SpaceScenario space) {
    return switch (space.state()) {
      case NotStarted, PrePublished, Canceled -> false;
      case Running, Ended, TimedOut -> true;
    };
  }

  private static void add(ArrayNode list, List<Person> people, Instant start) {
    for (Person person : people) {
      ObjectNode one = list.addObject();
      one.put("periscope_user_id", person.userId());
      one.put("start", start.toEpochMilli() + Math.round(person.joinedAfterSeconds() * 1000));
      one.put("twitter_screen_name", person.screenName());
      one.put("display_name", person.displayName());
      one.put("avatar_url", person.avatarUrl());
      one.put("is_verified", false);
    }
  }
}
