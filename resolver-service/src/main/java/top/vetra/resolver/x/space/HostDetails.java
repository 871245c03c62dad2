package top.vetra.resolver.x.space;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import top.vetra.model.job.Space;

/** Reads what a Space's host has said of it beside its title. None of it has to be there. */
final class HostDetails {

  private static final int MOST_TOPICS = 20;
  private static final int TEXT = 100;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private HostDetails() {}

  static Space add(Space space, JsonNode metadata) {
    return space.withDetails(
        replayStart(metadata.path("replay_start_time")),
        Values.text(metadata.path("language"), TEXT),
        topics(metadata.path("topics")),
        Values.text(metadata.path("community_results").path("result").path("name"), TEXT));
  }

  private static @Nullable Integer replayStart(JsonNode node) {
    double seconds = node.asDouble(0);
    return seconds >= 1 && seconds <= DAY ? (int) seconds : null;
  }

  private static @Nullable List<String> topics(JsonNode list) {
    if (!list.isArray()) {
      return null;
    }
    List<String> names =
        StreamSupport.stream(list.spliterator(), false)
            .map(HostDetails::topic)
            .filter(Objects::nonNull)
            .limit(MOST_TOPICS)
            .toList();
    return names.isEmpty() ? null : names;
  }

  /** The name stands alone, or in an object of one of several kinds. */
  private static @Nullable String topic(JsonNode topic) {
    return Stream.of(
            topic,
            topic.path("name"),
            topic.path("topic").path("name"),
            topic.path("topic_results").path("result").path("name"))
        .map(name -> Values.text(name, TEXT))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
