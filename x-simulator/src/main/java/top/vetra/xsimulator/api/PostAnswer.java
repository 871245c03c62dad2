package top.vetra.xsimulator.api;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.space.Derived;
import top.vetra.xsimulator.space.PostShape;
import top.vetra.xsimulator.space.SpaceScenario;

/** Writes TweetResultByRestId answers. */
final class PostAnswer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PostAnswer() {}

  static String of(SpaceScenario space) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode tweetResult = root.putObject("data").putObject("tweetResult");
    if (space.post() != PostShape.MISSING && space.post() != PostShape.SYNDICATED_ONLY) {
      result(tweetResult.putObject("result"), space);
    }
    return root.toString();
  }

  private static void result(ObjectNode result, SpaceScenario space) {
    switch (space.post()) {
      case CARD -> card(post(result, space), space);
      case CARD_WITH_VISIBILITY_WRAPPER -> {
        result.put("__typename", "TweetWithVisibilityResults");
        card(post(result.putObject("tweet"), space), space);
      }
      case TWEET_CARD -> {
        ObjectNode post = post(result, space);
        card(post, space);
        post.set("tweet_card", post.remove("card"));
        legacy(post).remove("entities");
      }
      case DETAILS -> details(result, space);
      case PREVIEW ->
          post(result.put("__typename", "TweetPreviewDisplay").putObject("tweet"), space);
      case URL_ENTITY_ONLY -> urlEntity(post(result, space), space);
      case QUOTED_CARD -> card(inner(post(result, space), "quoted_status_result", space), space);
      case REPOSTED_CARD ->
          card(inner(legacy(post(result, space)), "retweeted_status_result", space), space);
      case TOMBSTONE ->
          result
              .put("__typename", "TweetTombstone")
              .putObject("tombstone")
              .put("__typename", "TextTombstone")
              .putObject("text")
              .put("text", "This Post was deleted by the Post author.");
      case PROTECTED -> result.put("__typename", "TweetUnavailable").put("reason", "Protected");
      case NSFW_LOGGED_OUT ->
          result.put("__typename", "TweetUnavailable").put("reason", "NsfwLoggedOut");
      case NO_CARD, MISSING, SYNDICATED_ONLY -> post(result, space);
    }
  }

  private static ObjectNode post(ObjectNode result, SpaceScenario space) {
    if (!result.has("__typename")) {
      result.put("__typename", "Tweet");
    }
    result.put("rest_id", space.postId());
    ObjectNode legacy = result.putObject("legacy");
    legacy.put("id_str", space.postId());
    legacy.put("full_text", "Come and listen https://t.co/" + Derived.letters(space.id(), 10));
    ArrayNode urls = legacy.putObject("entities").putArray("urls");
    urls.addObject()
        .put("url", "https://t.co/" + Derived.letters("other", 10))
        .put("expanded_url", "https://example.com/notes");
    return result;
  }

  /** The newer shape, without legacy. */
  private static void details(ObjectNode result, SpaceScenario space) {
    result.put("type", "Tweet").put("rest_id", space.postId());
    ObjectNode details = result.putObject("details").put("full_text", "Come and listen");
    details
        .putArray("url_entities")
        .addObject()
        .put("expanded_url", "https://x.com/i/spaces/" + space.id());
  }

  private static ObjectNode legacy(ObjectNode post) {
    return (ObjectNode) post.get("legacy");
  }

  private static ObjectNode inner(ObjectNode outer, String name, SpaceScenario space) {
    ObjectNode inner = outer.putObject(name).putObject("result");
    post(inner, space).put("rest_id", Derived.digits(space.postId() + name, 19));
    return inner;
  }

  private static void urlEntity(ObjectNode post, SpaceScenario space) {
    ArrayNode urls = (ArrayNode) legacy(post).get("entities").get("urls");
    urls.addObject()
        .put("url", "https://t.co/" + Derived.letters(space.id(), 10))
        .put("expanded_url", "https://twitter.com/i/spaces/" + space.id() + "?s=20");
  }

  private static void card(ObjectNode post, SpaceScenario space) {
    ObjectNode card = post.putObject("card");
    card.put("rest_id", "https://t.co/" + Derived.letters(space.id(), 10));
    ObjectNode legacy = card.putObject("legacy");
    legacy.put("name", "3691233323:audiospace");
    ArrayNode values = legacy.putArray("binding_values");
    binding(values, "card_url", "https://t.co/" + Derived.letters(space.id(), 10));
    binding(values, "id", space.id());
    urlEntity(post, space);
  }

  private static void binding(ArrayNode values, String key, String value) {
    ObjectNode one = values.addObject().put("key", key);
    one.putObject("value").put("type", "STRING").put("string_value", value);
  }
}
