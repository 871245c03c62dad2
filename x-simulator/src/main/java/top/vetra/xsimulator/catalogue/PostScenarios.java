package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.fault.Fault.on;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.PostShape;
import top.vetra.xsimulator.space.SpaceScenario;

/** Posts that carry a Space, in every shape seen, and posts that do not. */
final class PostScenarios {

  private PostScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        post("post-card", PostShape.CARD, "completed"),
        post("post-visibility", PostShape.CARD_WITH_VISIBILITY_WRAPPER, "completed"),
        post("post-url-only", PostShape.URL_ENTITY_ONLY, "completed"),
        post("post-quoting", PostShape.QUOTED_CARD, "completed"),
        post("post-reposting", PostShape.REPOSTED_CARD, "completed"),
        post("post-tweet-card", PostShape.TWEET_CARD, "completed"),
        post("post-details", PostShape.DETAILS, "completed"),
        post("post-syndicated", PostShape.SYNDICATED_ONLY, "completed"),
        post("post-for-subscribers", PostShape.PREVIEW, "space-restricted"),
        StateScenarios.space(
                "post-body-late", "The post comes without its body at first.", "completed")
            .post(PostShape.CARD)
            .fault(on(Kind.POST).first(1).then(Changes.json(PostScenarios::withoutBody)))
            .build(),
        post("post-without-card", PostShape.NO_CARD, "post-without-space"),
        post("post-tombstone", PostShape.TOMBSTONE, "post-not-found"),
        post("post-missing", PostShape.MISSING, "post-not-found"),
        post("post-protected", PostShape.PROTECTED, "space-restricted", "post-not-found"),
        post("post-nsfw", PostShape.NSFW_LOGGED_OUT, "space-restricted", "post-not-found"));
  }

  private static void withoutBody(ObjectNode root) {
    ((ObjectNode) root.at("/data/tweetResult/result")).retain("__typename", "rest_id");
  }

  private static SpaceScenario post(String name, PostShape shape, String... expected) {
    return StateScenarios.space(name, "A post of the shape " + shape + ".", expected)
        .post(shape)
        .build();
  }
}
