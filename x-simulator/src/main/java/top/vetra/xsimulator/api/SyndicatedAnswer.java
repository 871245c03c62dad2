package top.vetra.xsimulator.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.PostShape;
import top.vetra.xsimulator.space.SpaceScenario;

/** What {@code cdn.syndication.twimg.com/tweet-result} says of a post; no token is asked for. */
final class SyndicatedAnswer {

  private SyndicatedAnswer() {}

  static Reply reply(@Nullable SpaceScenario space) {
    return space == null || space.post() != PostShape.SYNDICATED_ONLY
        ? Reply.empty(404)
        : Reply.json(200, body(space));
  }

  private static String body(SpaceScenario space) {
    ObjectNode post = JsonMapper.shared().createObjectNode();
    post.put("__typename", "Tweet");
    post.put("id_str", space.postId());
    post.put("text", "Come and listen");
    post.putObject("entities").putArray("urls");
    ObjectNode card = post.putObject("card");
    card.put("name", "3691233323:audiospace");
    card.putObject("binding_values")
        .putObject("id")
        .put("type", "STRING")
        .put("string_value", space.id());
    return post.toString();
  }
}
