package top.vetra.xsimulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Reply;

/**
 * A GraphQL operation and what it insists on. X refuses a call that leaves out a feature, by name.
 *
 * @param subject the variable that names what is asked for
 */
record GraphqlCall(
    String operation, String subject, List<String> variables, List<String> features) {

  static final GraphqlCall SPACE =
      new GraphqlCall(
          "AudioSpaceById",
          "id",
          List.of("id", "isMetatagsQuery", "withReplays"),
          List.of(
              "dont_mention_me_view_api_enabled",
              "interactive_text_enabled",
              "responsive_web_edit_tweet_api_enabled",
              "responsive_web_enhance_cards_enabled",
              "responsive_web_uc_gql_enabled",
              "spaces_2022_h2_clipping",
              "spaces_2022_h2_spaces_communities",
              "standardized_nudges_misinfo",
              "tweet_with_visibility_results_prefer_gql_limited_actions_policy_enabled",
              "vibe_api_enabled"));

  static final GraphqlCall POST =
      new GraphqlCall(
          "TweetResultByRestId",
          "tweetId",
          List.of("tweetId", "withCommunity", "includePromotedContent", "withVoice"),
          List.of(
              "creator_subscriptions_tweet_preview_api_enabled",
              "freedom_of_speech_not_reach_fetch_enabled",
              "graphql_is_translatable_rweb_tweet_is_translatable_enabled",
              "longform_notetweets_consumption_enabled",
              "longform_notetweets_inline_media_enabled",
              "longform_notetweets_rich_text_read_enabled",
              "responsive_web_edit_tweet_api_enabled",
              "responsive_web_enhance_cards_enabled",
              "responsive_web_graphql_exclude_directive_enabled",
              "responsive_web_graphql_skip_user_profile_image_extensions_enabled",
              "responsive_web_graphql_timeline_navigation_enabled",
              "responsive_web_media_download_video_enabled",
              "responsive_web_twitter_article_tweet_consumption_enabled",
              "standardized_nudges_misinfo",
              "tweet_awards_web_tipping_enabled",
              "tweet_with_visibility_results_prefer_gql_limited_actions_policy_enabled",
              "tweetypie_unmention_optimization_enabled",
              "verified_phone_label_enabled",
              "view_counts_everywhere_api_enabled"));

  private static final JsonMapper JSON = JsonMapper.shared();

  static final Set<String> POST_QUERY_IDS =
      Set.of("2ICDjqPd81tulZcYrtpTuQ", "f2sagi1jweVHFkTUIHzmMQ", "GZsN2Pc4knAoit6pXa4HSA");

  /** Ids go stale: these are the ones that answer. */
  static final Set<String> SPACE_QUERY_IDS =
      Set.of(
          "HPEisOmj1epUNLCWTYhUWw",
          "rC2zlE1t7SHbVG8obPZliQ",
          "Bh0L6azTQoMs9rJKeCF4wQ",
          WebClient.SPACE_QUERY_ID);

  /** What the call asks for; null when it does not say. */
  @Nullable String subjectOf(ApiRequest request) {
    JsonNode value = parse(request.query().get("variables")).get(subject);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  /** What is wrong with the request; null when nothing is. */
  @Nullable Reply refusal(ApiRequest request) {
    if (subjectOf(request) == null || !missing(request, "variables", variables).isEmpty()) {
      return Reply.json(
          422,
          Changes.errorBody(
              366, "Variables not supplied: " + missing(request, "variables", variables)));
    }
    List<String> unnamed = missing(request, "features", features);
    return unnamed.isEmpty()
        ? null
        : Reply.json(
            400,
            Changes.errorBody(
                336, "The following features cannot be null: " + String.join(", ", unnamed)));
  }

  private static List<String> missing(ApiRequest request, String parameter, List<String> names) {
    JsonNode given = parse(request.query().get(parameter));
    List<String> missing = new ArrayList<>(names);
    missing.removeIf(name -> given.has(name) && !given.get(name).isNull());
    return missing;
  }

  private static JsonNode parse(@Nullable String json) {
    try {
      return JSON.readTree(json == null ? "{}" : json);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }
}
