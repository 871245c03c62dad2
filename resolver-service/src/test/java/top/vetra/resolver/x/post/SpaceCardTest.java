package top.vetra.resolver.x.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpaceCardTest {

  private static final String CARD =
      """
      "card":{"legacy":{"name":"3691233323:audiospace","binding_values":[
        {"key":"card_url","value":{"type":"STRING","string_value":"https://t.co/abc"}},
        {"key":"id","value":{"type":"STRING","string_value":"1yNGaYRQEpeGj"}}]}}
      """;
  private static final String LINK =
      """
      {"entities":{"urls":[{"expanded_url":"https://example.com/"},
        {"expanded_url":"https://twitter.com/i/spaces/1OtherSpaceId?s=20"}]}}
      """;

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s}",
        "{\"tweet\":{%s}}",
        "{\"legacy\":{\"retweeted_status_result\":{\"result\":{%s}}}}",
        "{\"quoted_status_result\":{\"result\":{\"tweet\":{%s}}}}",
        "{\"legacy\":{\"retweeted_status_result\":{\"result\":{\"tweet\":"
            + "{\"quoted_status_result\":{\"result\":{%s}}}}}}}",
        "{\"legacy\":{\"repostedStatusResults\":{\"result\":{%s}}}}",
        "{\"quotedPostResults\":{\"result\":{%s}}}",
        "{\"tweet_%s}",
        "{\"legacy\":{\"tweet_%s}}",
      })
  void finds_the_card_wherever_it_lies(String around) {
    String card = around.contains("tweet_%s") ? CARD.strip().substring(1) : CARD;
    assertThat(SpaceCard.in(json(around.formatted(card)))).contains("1yNGaYRQEpeGj");
  }

  @Test
  void reads_cards_whose_values_are_an_object_and_links_of_newer_posts() {
    String byName =
        "{\"card\":{\"name\":\"3691233323:audiospace\",\"binding_values\":"
            + "{\"id\":{\"string_value\":\"1yNGaYRQEpeGj\",\"type\":\"STRING\"}}}}";
    String details =
        "{\"details\":{\"url_entities\":[{\"expanded_url\":\"https://x.com/i/spaces/1yNGaYRQEpeGj\"}]}}";

    assertThat(SpaceCard.in(json(byName))).contains("1yNGaYRQEpeGj");
    assertThat(SpaceCard.in(json(details))).contains("1yNGaYRQEpeGj");
  }

  @Test
  void prefers_the_card_of_a_post_to_its_links_and_both_to_what_it_quotes() {
    String quoting = "{%s,\"legacy\":%s}".formatted(CARD, LINK);
    String linking =
        "{\"legacy\":%s,\"quoted_status_result\":{\"result\":{%s}}}".formatted(LINK, CARD);

    assertThat(SpaceCard.in(json(quoting))).contains("1yNGaYRQEpeGj");
    assertThat(SpaceCard.in(json(linking))).contains("1OtherSpaceId");
  }

  @Test
  void finds_links_in_the_long_form_of_a_post() {
    String note =
        "{\"note_tweet\":{\"note_tweet_results\":{\"result\":{\"entity_set\":"
            + "{\"urls\":[{\"expanded_url\":\"https://x.com/i/spaces/1yNGaYRQEpeGj\"}]}}}}}";

    assertThat(SpaceCard.in(json(note))).contains("1yNGaYRQEpeGj");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "{\"card\":{\"legacy\":{\"name\":\"summary\",\"binding_values\":[{\"key\":\"id\","
            + "\"value\":{\"string_value\":\"1yNGaYRQEpeGj\"}}]}}}",
        "{\"card\":{\"legacy\":{\"name\":\"1:audiospace\",\"binding_values\":[{\"key\":\"id\","
            + "\"value\":{\"string_value\":\"../../etc\"}}]}}}",
        "{\"card\":{\"legacy\":{\"name\":\"1:audiospace\",\"binding_values\":{\"id\":1}}}}",
        "{\"card\":[],\"legacy\":7}",
        "{\"legacy\":{\"entities\":{\"urls\":[null,3,{\"expanded_url\":{}}]}}}",
        "{\"legacy\":{\"entities\":{\"urls\":[{\"expanded_url\":"
            + "\"https://evil.example/i/spaces/1yNGaYRQEpeGj\"}]}}}",
      })
  void finds_nothing_in_other_shapes(String post) {
    assertThat(SpaceCard.in(json(post))).isEmpty();
  }

  @Test
  void does_not_follow_quotes_without_end() {
    String deep = "{" + CARD + "}";
    for (int i = 0; i < 3; i++) {
      deep = "{\"quoted_status_result\":{\"result\":" + deep + "}}";
    }

    assertThat(SpaceCard.in(json(deep))).isEmpty();
  }
}
