package top.vetra.xsimulator.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.SpaceScenario;

/**
 * What {@code broadcasts/show.json} says of a video broadcast, as public clients of 2026 read it.
 */
final class BroadcastAnswer {

  private BroadcastAnswer() {}

  static Reply reply(@Nullable SpaceScenario space) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ObjectNode broadcasts = root.putObject("broadcasts");
    if (space != null && space.linkTo() == SpaceScenario.LinkTo.BROADCAST) {
      ObjectNode one = broadcasts.putObject(space.id());
      one.put("id", space.id());
      one.put("media_key", space.mediaKey());
      one.put("state", state(space));
      one.put("status", space.title());
      one.put("available_for_replay", space.replay());
      one.put("user_display_name", space.host().displayName());
      one.put("username", space.host().screenName());
      one.put("start_ms", space.startedAt().toEpochMilli());
      if (space.endedAt() != null) {
        one.put("end_ms", String.valueOf(space.endedAt().toEpochMilli()));
      }
    }
    return Reply.json(200, root.toString());
  }

  private static String state(SpaceScenario space) {
    return switch (space.state()) {
      case NotStarted, PrePublished -> "NOT_STARTED";
      case Running -> "RUNNING";
      case Ended -> "ENDED";
      case Canceled -> "CANCELED";
      case TimedOut -> "TIMED_OUT";
    };
  }
}
