package top.vetra.resolver.x.post;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import top.vetra.model.link.LinkParser;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.ProblemException;

/** Finds the Space in a post: in its card, else in its links, else in the post that it repeats. */
final class SpaceCard {

  /** A post, the one that it reposts, and the one that this quotes. */
  private static final int MAX_DEPTH = 3;

  private SpaceCard() {}

  /** The Space's id, if a card or link names one. */
  static Optional<String> in(JsonNode result) {
    return in(result, MAX_DEPTH);
  }

  private static Optional<String> in(JsonNode result, int depth) {
    if (depth == 0 || result.isEmpty()) {
      return Optional.empty();
    }
    JsonNode post = result.has("tweet") ? result.path("tweet") : result;
    JsonNode legacy = post.path("legacy");
    return cards(post)
        .flatMap(card -> byCard(card).stream())
        .findFirst()
        .or(() -> linkLists(post).flatMap(urls -> byLinks(urls).stream()).findFirst())
        .or(
            () ->
                Stream.of(
                        legacy.path("retweeted_status_result"),
                        legacy.path("repostedStatusResults"),
                        post.path("repostedStatusResults"),
                        post.path("quoted_status_result"),
                        post.path("quotedPostResults"),
                        post.path("quoted_tweet"))
                    .map(other -> other.has("result") ? other.path("result") : other)
                    .flatMap(other -> in(other, depth - 1).stream())
                    .findFirst());
  }

  /** X's clients of different years find it in different places. */
  private static Stream<JsonNode> cards(JsonNode post) {
    return Stream.of(
            post.path("card"), post.path("tweet_card"), post.path("legacy").path("tweet_card"))
        .map(card -> card.has("legacy") ? card.path("legacy") : card);
  }

  private static Stream<JsonNode> linkLists(JsonNode post) {
    return Stream.of(
        post.path("legacy").path("entities").path("urls"),
        post.path("entities").path("urls"),
        post.path("details").path("url_entities"),
        post.path("url_entities"),
        longText(post).path("entity_set").path("urls"));
  }

  private static JsonNode longText(JsonNode post) {
    return post.path("note_tweet").path("note_tweet_results").path("result");
  }

  private static Optional<String> byCard(JsonNode card) {
    if (!card.path("name").asString("").endsWith("audiospace")) {
      return Optional.empty();
    }
    JsonNode bindings = card.path("binding_values");
    JsonNode named = bindings.path("id");
    return Stream.concat(
            Stream.of(named),
            elements(bindings)
                .filter(binding -> binding.path("key").asString("").equals("id"))
                .map(binding -> binding.path("value")))
        .map(value -> value.path("string_value").asString(""))
        .flatMap(id -> space(id).stream())
        .findFirst();
  }

  private static Optional<String> byLinks(JsonNode urls) {
    return elements(urls)
        .map(url -> url.path("expanded_url").asString(""))
        .flatMap(link -> space(link).stream())
        .findFirst();
  }

  /** Whatever is read as the link of a Space, or as its id. */
  private static Optional<String> space(String link) {
    try {
      return LinkParser.parse(link) instanceof SpaceLink.Space space
          ? Optional.of(space.id())
          : Optional.empty();
    } catch (ProblemException other) {
      return Optional.empty();
    }
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.isArray() ? array.values().stream() : Stream.empty();
  }
}
