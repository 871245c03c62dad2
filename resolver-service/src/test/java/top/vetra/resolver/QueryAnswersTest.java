package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import top.vetra.resolver.FakeX.Reply;

/** What answers to a query ask for: another route, the same once more, or nothing further. */
class QueryAnswersTest {

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
  void tries_the_next_query_id_and_remembers_what_worked() {
    x.answer(
        request ->
            request.isFor("HPEisOmj1epUNLCWTYhUWw") ? Reply.json(404, "") : x.honest(request));
    ResolverSettings settings = x.settings();
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

    Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);
    Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);

    // An empty answer is asked for once more.
    assertThat(x.requests("HPEisOmj1epUNLCWTYhUWw")).hasSize(2);
    assertThat(x.requests("rC2zlE1t7SHbVG8obPZliQ")).hasSize(2);
    assertThat(x.requests("guest/activate")).hasSize(1);
  }

  @Test
  void says_that_x_changed_when_no_query_id_is_known_any_more() {
    x.answer("AudioSpaceById", request -> Reply.json(404, ""));

    assertThat(convert().outcome()).isEqualTo("upstream-changed");
    // Four ways, each asked once more.
    assertThat(x.requests("AudioSpaceById")).hasSize(8);
  }

  @Test
  void asks_once_more_where_the_answer_is_empty() {
    AtomicInteger asked = new AtomicInteger();
    x.answer(
        "AudioSpaceById",
        request -> asked.incrementAndGet() == 1 ? Reply.json(404, "") : x.honest(request));

    assertThat(convert().outcome()).isEqualTo("completed");
    assertThat(x.requests("HPEisOmj1epUNLCWTYhUWw")).hasSize(2);
  }

  @Test
  void sends_the_features_that_x_asks_for_as_false() {
    x.answer(
        "AudioSpaceById",
        request ->
            request.features(false).containsAll(Set.of("new_one", "rweb_2"))
                ? x.honest(request)
                : Reply.json(
                    400,
                    "{\"errors\":[{\"message\":\"The following features cannot be null: new_one,"
                        + " rweb_2\",\"extensions\":{\"code\":336},\"code\":336}]}"));

    assertThat(convert().outcome()).isEqualTo("completed");
    assertThat(x.requests("AudioSpaceById")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"200", "400"})
  void takes_an_id_that_never_was_for_not_found_at_once(int status) {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(
                status,
                "{\"errors\":[{\"message\":\"BadRequest: invalid broadcast_ids=[1yNGaYRQEpeGj]\","
                    + "\"code\":214,\"kind\":\"Validation\"}],\"data\":{\"audioSpace\":{}}}"));

    assertThat(convert().outcome()).isEqualTo("space-not-found");
    assertThat(x.requests("AudioSpaceById")).hasSize(1);
  }

  @Test
  void takes_denied_access_for_restricted() {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(
                200,
                "{\"errors\":[{\"message\":\"You do not have access\",\"name\":"
                    + "\"GenericAccessDenied\",\"kind\":\"Permissions\",\"code\":37}],"
                    + "\"data\":{\"audioSpace\":{}}}"));

    assertThat(convert().outcome()).isEqualTo("space-restricted");
  }

  @Test
  void asks_once_more_for_a_post_that_comes_without_its_body() {
    AtomicInteger asked = new AtomicInteger();
    x.answer(
        "TweetResultByRestId",
        request ->
            Reply.json(
                200,
                asked.incrementAndGet() == 1
                    ? "{\"data\":{\"tweetResult\":{\"result\":{\"__typename\":\"Tweet\"}}}}"
                    : "{\"data\":{\"tweetResult\":{\"result\":{\"type\":\"Tweet\",\"details\":{"
                        + "\"url_entities\":[{\"expanded_url\":\""
                        + FakeX.SPACE_LINK
                        + "\"}]}}}}}"));

    Conversion conversion = Conversion.of("https://x.com/jack/status/20", x.settings(), clock);
    assertThat(conversion.outcome()).isEqualTo("completed");
  }

  @Test
  void tells_posts_for_subscribers_apart() {
    x.answer(
        "TweetResultByRestId",
        request ->
            Reply.json(
                200,
                "{\"data\":{\"tweetResult\":{\"result\":{\"__typename\":\"TweetPreviewDisplay\","
                    + "\"tweet\":{}}}}}"));

    Conversion conversion = Conversion.of("https://x.com/jack/status/20", x.settings(), clock);
    assertThat(conversion.outcome()).isEqualTo("space-restricted");
    assertThat(conversion.detail()).contains("subscribers");
  }

  @Test
  void says_that_x_changed_when_it_wants_features_that_are_not_known() {
    x.answer(
        "AudioSpaceById",
        request ->
            Reply.json(
                400,
                "{\"errors\":[{\"code\":336,\"message\":\"The following features cannot be null:"
                    + " new_one\"}]}"));

    assertThat(convert().outcome()).isEqualTo("upstream-changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{}}",
        "{\"data\":null}",
        "{\"data\":{\"audioSpace\":{}}}",
        "{\"data\":{\"audioSpace\":null}}",
      })
  void takes_an_answer_that_holds_nothing_for_not_found(String nothing) {
    x.answer("AudioSpaceById", request -> Reply.json(200, nothing));

    assertThat(convert().outcome()).isEqualTo("space-not-found");
    assertThat(x.requests("AudioSpaceById")).hasSize(4);
  }
}
