package top.vetra.resolver.x.space;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import top.vetra.model.job.Space;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.FoundSpace.State;

/**
 * Reads {@code broadcasts.{id}} of {@code broadcasts/show.json}, as public clients of 2026 do.
 * Times are milliseconds, or ISO 8601 in older answers.
 */
final class BroadcastReader {

  private static final int TEXT = 300;
  private static final int NAME = 100;
  private static final String MEDIA_KEY = "[0-9A-Za-z_-]{1,64}";

  private BroadcastReader() {}

  static FoundSpace read(JsonNode broadcast, String id) {
    Instant startedAt = time(broadcast, "start_ms", "start", "created_at_ms", "created_at");
    Instant endedAt = time(broadcast, "end_ms", "end", "timedout_ms", "timedout", "updated_at");
    String mediaKey = Values.text(broadcast.path("media_key"), TEXT);
    State state = state(broadcast.path("state").asString(""));
    return new FoundSpace(
        new Space(
            id,
            Values.text(broadcast.path("status"), TEXT),
            host(broadcast),
            startedAt,
            state == State.OVER ? endedAt : null,
            null,
            List.of()),
        state,
        broadcast.path("available_for_replay").asBoolean(true),
        mediaKey != null && mediaKey.matches(MEDIA_KEY) ? mediaKey : null);
  }

  private static State state(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NOT_STARTED", "PUBLISHED", "PREPUBLISHED", "PRE_PUBLISHED" -> State.NOT_STARTED;
      case "RUNNING" -> State.RUNNING;
      case "CANCELED", "CANCELLED" -> State.CANCELED;
      case "ENDED", "TIMED_OUT", "TIMEDOUT" -> State.OVER;
      default -> State.UNKNOWN;
    };
  }

  private static Space.@Nullable Host host(JsonNode broadcast) {
    String name = Values.text(broadcast.path("user_display_name"), NAME);
    String screenName =
        Values.either(broadcast.path("twitter_username"), broadcast.path("username"), NAME);
    return name == null && screenName == null
        ? null
        : new Space.Host(name, screenName, Values.image(broadcast.path("profile_image_url")));
  }

  private static @Nullable Instant time(JsonNode broadcast, String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.ofNullable(Values.anyTime(broadcast.path(name))))
        .findFirst()
        .orElse(null);
  }
}
