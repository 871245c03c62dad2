package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.resolver.FakeX.Reply;
import top.vetra.resolver.FakeX.Request;

/** What is sent, and what is made of answers that go wrong. */
class XCallsTest {

  private static final String FALSE_ALARM =
      "{\"errors\":[{\"message\":\"Dependency: Unspecified\"}],\"data\":{}}";

  private final FakeX x = new FakeX();
  private final TestClock clock = new TestClock();

  @AfterEach
  void close() {
    x.close();
  }

  private Conversion convert(String... settings) {
    return Conversion.of(FakeX.SPACE_LINK, x.settings(settings), clock);
  }

  @Test
  void asks_in_the_order_and_with_the_headers_that_x_expects() {
    Conversion conversion = convert();

    assertThat(conversion.plan()).map(plan -> plan.playlistUrl()).contains(FakeX.PLAYLIST);
    Request activation = x.requests("/1.1/guest/activate.json").get(0);
    assertThat(activation.method()).isEqualTo("POST");
    assertThat(activation.headers())
        .containsEntry("content-length", "0")
        .containsEntry(
            "authorization",
            "Bearer AAAAAAAAAAAAAAAAAAAAANRILgAAAAAAnNwIzUejRCOuH5E6I8xnZz4puTs"
                + "%3D1Zv7ttfk8LF81IUq16cHjhLTvJu4FA33AGWWjCpTnA")
        .doesNotContainKeys("x-guest-token", "cookie");
    Request space = x.requests("/i/api/graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById").get(0);
    assertThat(space.headers())
        .containsEntry("x-guest-token", "1001")
        .containsEntry("authorization", activation.header("authorization"))
        .doesNotContainKeys("cookie", "x-csrf-token");
    assertThat(space.query().keySet()).isEqualTo(Set.of("variables", "features"));
    assertThat(space.parameter("variables"))
        .isEqualTo(
            "{\"id\":\"1yNGaYRQEpeGj\",\"isMetatagsQuery\":true,"
                + "\"withDownvotePerspective\":false,\"withReactionsMetadata\":false,"
                + "\"withReactionsPerspective\":false,\"withReplays\":true,"
                + "\"withSuperFollowsUserFields\":true,\"withSuperFollowsTweetFields\":true}");
    assertThat(space.features(false))
        .isEqualTo(
            Set.of(
                "spaces_2022_h2_spaces_communities",
                "tweet_with_visibility_results_prefer_gql_limited_actions_policy_enabled"));
    assertThat(space.features(true)).hasSize(8);
    Request stream = x.requests("/1.1/live_video_stream/status/28_1900000000000000001").get(0);
    assertThat(stream.rawQuery())
        .isEqualTo("client=web&use_syndication_guest_id=false&cookie_set_host=x.com");
    assertThat(stream.headers()).containsEntry("x-guest-token", "1001");
  }

  @Test
  void asks_for_the_same_paths_where_the_bases_end_with_a_slash() {
    Conversion conversion =
        convert("VETRA_X_API_URL", x.url() + "/", "VETRA_X_WEB_URL", x.url() + "/");

    assertThat(conversion.outcome()).isEqualTo("completed");
    assertThat(x.requests("//")).isEmpty();
  }

  @Test
  void asks_for_a_post_with_the_features_of_a_working_client() {
    Conversion.of("https://x.com/jack/status/20", x.settings(), clock);

    Request post = x.requests("/i/api/graphql/2ICDjqPd81tulZcYrtpTuQ/TweetResultByRestId").get(0);
    assertThat(post.parameter("variables"))
        .isEqualTo(
            "{\"tweetId\":\"20\",\"withCommunity\":false,\"includePromotedContent\":false,"
                + "\"withVoice\":false}");
    assertThat(post.parameter("fieldToggles")).isEqualTo("{\"withArticleRichContentState\":false}");
    assertThat(post.features(true)).hasSize(13);
    assertThat(post.features(false)).hasSize(6);
  }

  @Test
  void reads_data_whatever_the_status_says() {
    x.answer("AudioSpaceById", request -> Reply.json(403, FakeX.SPACE));

    assertThat(convert().outcome()).isEqualTo("completed");
  }

  @Test
  void takes_trouble_behind_the_query_for_passing() {
    String trouble = "{\"errors\":[{\"message\":\"Timeout: Unspecified\"}],\"data\":{}}";
    x.answer(
        "AudioSpaceById",
        request ->
            x.requests("AudioSpaceById").size() < 3 ? Reply.json(200, trouble) : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");

    x.answer("AudioSpaceById", request -> Reply.json(200, trouble));

    assertThat(convert().outcome()).isEqualTo("upstream-unavailable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {'data':{},'errors':[{'message':'Dependency: Unspecified'}]}",
        "200 | {'data':null,'errors':[{'message':'Dependency: Unspecified'}]}",
        "200 | {'data':{'audioSpace':{}},'errors':[{'message':'Dependency: Unspecified'}]}",
        "200 | {'errors':[{'message':'Dependency: Unspecified','code':0}]}",
        "404 | {'errors':[{'message':'Dependency: Unspecified'}]}",
      })
  void takes_a_false_alarm_for_nothing_but_asks_again_first(int status, String quoted) {
    String alarm = quoted.replace('\'', '"');
    x.answer(
        "AudioSpaceById",
        request ->
            x.requests("AudioSpaceById").size() < 3
                ? Reply.json(status, alarm)
                : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");

    x.answer("AudioSpaceById", request -> Reply.json(status, alarm));

    assertThat(convert().outcome()).isEqualTo("space-not-found");
    assertThat(x.requests("AudioSpaceById")).hasSize(3 + 4 * 3);
  }

  @Test
  void takes_a_false_alarm_in_place_of_a_post_for_no_post() {
    x.answer("TweetResultByRestId", request -> Reply.json(200, FALSE_ALARM));

    Conversion conversion = Conversion.of("https://x.com/jack/status/20", x.settings(), clock);

    assertThat(conversion.outcome()).isEqualTo("post-not-found");
  }

  @Test
  void takes_a_false_alarm_in_place_of_a_recording_for_no_recording() {
    x.answer("/live_video_stream/", request -> Reply.json(404, FALSE_ALARM));

    String outcome = convert().outcome();

    x.answer("/live_video_stream/", request -> Reply.json(404, ""));
    assertThat(outcome).isEqualTo(convert().outcome()).isNotEqualTo("upstream-unavailable");
  }

  @Test
  void does_not_let_a_false_alarm_hide_trouble() {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(
                200,
                "{\"errors\":[{\"message\":\"Dependency: Unspecified\"},"
                    + "{\"message\":\"OverCapacity: Unspecified\"}],\"data\":{}}"));

    assertThat(convert().outcome()).isEqualTo("upstream-unavailable");
  }

  @Test
  void gives_up_on_answers_that_never_end() {
    x.answer("AudioSpaceById", request -> Reply.json(200, "").dripping());

    Conversion conversion =
        convert("VETRA_X_RESPONSE_TIMEOUT", "PT0.3S", "VETRA_X_CONNECT_TIMEOUT", "PT0.3S");

    assertThat(conversion.outcome()).isEqualTo("upstream-unavailable");
    assertThat(x.requests("AudioSpaceById")).hasSize(3);
  }

  @Test
  void does_not_read_more_than_it_has_room_for() {
    x.answer("AudioSpaceById", request -> Reply.json(200, FakeX.SPACE + " ".repeat(200_000)));

    assertThat(convert("VETRA_X_MAX_BODY_BYTES", "100000").outcome()).isEqualTo("upstream-changed");
    assertThat(x.requests("AudioSpaceById")).hasSize(1);
  }

  @Test
  void follows_no_redirect() {
    x.answer(
        "AudioSpaceById", request -> Reply.json(302, "").with("Location", x.url() + "/elsewhere"));

    assertThat(convert().outcome()).isEqualTo("upstream-changed");
    assertThat(x.requests("elsewhere")).isEmpty();
  }

  @Test
  void leaves_a_failing_call_alone_for_a_while_and_ends_in_time() {
    x.answer("AudioSpaceById", request -> Reply.json(503, ""));
    ResolverSettings settings = x.settings("VETRA_X_BREAKER_PAUSE", "PT30S");
    Outbox outbox = new Outbox();
    ResolverConfiguration wiring = new ResolverConfiguration();
    var resolver =
        wiring.resolver(
            XClient.of(settings, wiring.callBudget(settings, clock), clock).x(),
            space -> Mono.empty(),
            settings,
            outbox,
            outbox,
            clock);
    for (int i = 0; i < 7; i++) {
      Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);
    }
    assertThat(x.requests("AudioSpaceById")).hasSize(20);

    Conversion conversion = Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);

    assertThat(conversion.outcome()).isEqualTo("upstream-unavailable");
    assertThat(x.requests("AudioSpaceById")).hasSize(20);
    assertThat(conversion.events(JobEvent.Waiting.class))
        .allSatisfy(
            waiting ->
                assertThat(Duration.between(waiting.at(), waiting.until()))
                    .isEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void makes_no_more_calls_than_the_budget_has_whoever_they_are_for() {
    Conversion conversion = convert("VETRA_X_CALLS_PER_MINUTE", "1");

    assertThat(conversion.outcome()).isEqualTo("upstream-rate-limited");
    assertThat(conversion.events(JobEvent.Waiting.class)).isNotEmpty();
    assertThat(x.requests("/")).hasSize(1);
  }
}
