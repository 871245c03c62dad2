package top.vetra.fetcher.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.fetcher.id3.TextFrame;
import top.vetra.model.store.Timeline.Participant;

/**
 * What X's speaker metadata say at one point of the recording.
 *
 * @param participants in the order of their levels, the host not among them
 * @param levels the host's first, then the participants'
 */
record HydraTag(List<Participant> participants, List<Integer> levels) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Thirteen people can speak in a Space; more than these are none. */
  private static final int MAX_PARTICIPANTS = 100;

  private static final int MAX_TEXT = 300;
  private static final int MAX_LEVEL = 1_000;

  /**
   * Reads a tag.
   *
   * @return null if it is none of X's, or cannot be read: the recording does not depend on it
   */
  static @Nullable HydraTag in(byte[] data, int from, int to) {
    List<Integer> levels = List.of();
    List<Participant> participants = List.of();
    for (TextFrame frame : TextFrame.in(data, from, to)) {
      switch (frame.description()) {
        case "HydraAudioLevel" -> levels = levels(array(frame.text()));
        case "HydraParticipants" -> participants = participants(array(frame.text()));
        default -> {
          // Clock and version: time is told by the frames.
        }
      }
    }
    return levels.isEmpty() ? null : new HydraTag(participants, levels);
  }

  private static List<JsonNode> array(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      List<JsonNode> elements = new ArrayList<>();
      if (root.isArray()) {
        for (int i = 0; i < Math.min(root.size(), MAX_PARTICIPANTS + 1); i++) {
          elements.add(root.get(i));
        }
      }
      return elements;
    } catch (JacksonException e) {
      return List.of();
    }
  }

  private static List<Integer> levels(List<JsonNode> array) {
    return array.stream()
        .map(level -> level.isNumber() ? (int) level.asDouble() : 0)
        .map(level -> Math.max(0, Math.min(level, MAX_LEVEL)))
        .toList();
  }

  private static List<Participant> participants(List<JsonNode> array) {
    List<Participant> participants = new ArrayList<>();
    for (JsonNode one : array) {
      String id = text(one, "UserId");
      participants.add(
          new Participant(
              id == null ? "unnamed-" + (participants.size() + 1) : id,
              text(one, "UserName"),
              text(one, "ProfileUrl")));
    }
    return participants;
  }

  private static @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || !(value.isString() || value.isNumber())) {
      return null;
    }
    String text = value.asString();
    return text.isEmpty() || text.length() > MAX_TEXT ? null : text;
  }
}
