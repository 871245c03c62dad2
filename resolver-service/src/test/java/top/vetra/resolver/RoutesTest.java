package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import top.vetra.resolver.FakeX.Reply;
import top.vetra.resolver.FakeX.Request;
import top.vetra.resolver.resolve.Resolver;

/** The ways in which X is asked, one after the other. */
class RoutesTest {

  private static final String NOTHING = "{\"data\":{\"audioSpace\":{}}}";
  private static final String[] SESSION = {"VETRA_X_AUTH_TOKEN", "secret", "VETRA_X_CT0", "ct0"};
  private static final String FRESH_ID = "FreshIdOfTheWebClient";

  private final FakeX x = new FakeX();
  private final TestClock clock = new TestClock();

  @AfterEach
  void close() {
    x.close();
  }

  private Conversion convert(String... settings) {
    return Conversion.of(FakeX.SPACE_LINK, x.settings(settings), clock);
  }

  private static boolean isGuest(Request request) {
    return request.headers().containsKey("x-guest-token");
  }

  private List<String> ways() {
    return x.requests("AudioSpaceById").stream()
        .map(request -> (isGuest(request) ? "guest " : "session ") + request.path())
        .toList();
  }

  @Test
  void an_empty_answer_is_final_when_all_routes_gave_it() {
    x.answer("AudioSpaceById", request -> Reply.json(200, NOTHING));

    assertThat(convert(SESSION).outcome()).isEqualTo("space-not-found");
    assertThat(ways())
        .containsExactly(
            "guest /i/api/graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById",
            "guest /i/api/graphql/rC2zlE1t7SHbVG8obPZliQ/AudioSpaceById",
            "guest /graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById",
            "guest /i/api/graphql/Bh0L6azTQoMs9rJKeCF4wQ/AudioSpaceById",
            "session /i/api/graphql/Bh0L6azTQoMs9rJKeCF4wQ/AudioSpaceById",
            "session /i/api/graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById");
    assertThat(x.requests("guest/activate")).hasSize(1);
  }

  @Test
  void what_is_empty_to_guests_is_asked_for_with_the_operators_session() {
    x.answer(
        "AudioSpaceById", request -> isGuest(request) ? Reply.json(200, "{}") : x.honest(request));

    assertThat(convert(SESSION).outcome()).isEqualTo("completed");
    assertThat(x.requests("AudioSpaceById"))
        .last()
        .satisfies(
            request ->
                assertThat(request.headers())
                    .containsEntry("x-csrf-token", "ct0")
                    .doesNotContainKey("x-guest-token"));
  }

  @Test
  void what_one_host_does_not_give_is_asked_for_at_the_other() {
    for (Reply other :
        List.of(
            Reply.json(200, NOTHING),
            Reply.json(404, "{\"errors\":[{\"message\":\"Not Found\",\"code\":34}]}"),
            Reply.json(403, "{\"errors\":[{\"message\":\"Forbidden.\",\"code\":200}]}"),
            Reply.json(200, "<!doctype html><p>Something went wrong"))) {
      x.answer(
          "AudioSpaceById",
          request -> request.path().startsWith("/i/api") ? other : x.honest(request));

      assertThat(convert().outcome()).isEqualTo("completed");
    }
  }

  @Test
  void a_host_that_is_down_is_passed_over_for_the_other() {
    String down = "http://127.0.0.1:1";
    Outbox outbox = new Outbox();
    Resolver resolver = resolver(outbox, "VETRA_X_WEB_URL", down, "VETRA_X_TRIES", "1");

    assertThat(Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock).outcome())
        .isEqualTo("completed");
    assertThat(ways()).containsExactly("guest /graphql/HPEisOmj1epUNLCWTYhUWw/AudioSpaceById");
  }

  @Test
  void a_session_that_x_refuses_does_not_change_what_guests_were_told() {
    x.answer(
        "AudioSpaceById",
        request -> isGuest(request) ? Reply.json(200, NOTHING) : Reply.json(401, ""));

    assertThat(convert(SESSION).outcome()).isEqualTo("space-not-found");
  }

  @Test
  void guests_that_are_refused_everywhere_spend_few_tokens() {
    x.answer("AudioSpaceById", request -> Reply.json(403, ""));

    assertThat(convert().outcome()).isEqualTo("upstream-blocked");
    assertThat(x.requests("guest/activate")).hasSizeLessThanOrEqualTo(3);
    assertThat(x.requests("AudioSpaceById")).hasSize(5);
  }

  @Test
  void an_operator_can_put_another_id_first() {
    assertThat(convert("VETRA_X_SPACE_QUERY_IDS", "NewId1,NewId2").outcome())
        .isEqualTo("completed");
    assertThat(ways()).containsExactly("guest /i/api/graphql/NewId1/AudioSpaceById");
  }

  @Test
  void when_all_ids_are_stale_the_web_client_tells_id_and_features() {
    x.answer(RoutesTest.this::staleButFresh);
    Outbox outbox = new Outbox();
    Resolver resolver = resolver(outbox);

    assertThat(Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock).outcome())
        .isEqualTo("completed");
    Request asked = x.requests(FRESH_ID).get(0);
    assertThat(asked.parameter("features"))
        .isEqualTo("{\"new_switch\":false,\"vibe_api_enabled\":true}");
    assertThat(asked.parameter("variables")).contains("\"withListeners\":true");
    int before = x.requests("AudioSpaceById").size();

    assertThat(Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock).outcome())
        .isEqualTo("completed");
    assertThat(x.requests("AudioSpaceById")).hasSize(before + 1);
    assertThat(x.requests("modules.audio")).hasSize(1);
  }

  private Reply staleButFresh(Request request) {
    if (request.path().equals("/")) {
      return Reply.json(200, "<script>({12:\"modules.audio\"})[e]+({12:\"abc1234\"})</script>");
    }
    if (request.isFor("/responsive-web/client-web/modules.audio.abc1234a.js")) {
      return Reply.json(
          200,
          "{queryId:\"Other\",operationName:\"Other\",metadata:{featureSwitches:[\"no\"]}}"
              + "{queryId:\""
              + FRESH_ID
              + "\",operationName:\"AudioSpaceById\","
              + "operationType:\"query\",metadata:{featureSwitches:[\"new_switch\","
              + "\"vibe_api_enabled\"],fieldToggles:[]}}");
    }
    return request.isFor("AudioSpaceById") && !request.isFor(FRESH_ID)
        ? Reply.json(404, "")
        : x.honest(request);
  }

  @Test
  void the_web_client_is_read_once_however_many_jobs_find_all_ids_stale() {
    x.answer("AudioSpaceById", request -> Reply.json(404, ""));
    Outbox outbox = new Outbox();
    Resolver resolver = resolver(outbox);

    Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);
    Conversion.through(resolver, FakeX.SPACE_LINK, outbox, clock);

    assertThat(x.requests("/").stream().filter(request -> request.path().equals("/"))).hasSize(1);
  }

  private Resolver resolver(Outbox outbox, String... more) {
    ResolverSettings settings = x.settings(more);
    ResolverConfiguration wiring = new ResolverConfiguration();
    return wiring.resolver(
        XClient.of(settings, wiring.callBudget(settings, clock), clock).x(),
        space -> reactor.core.publisher.Mono.empty(),
        settings,
        outbox,
        outbox,
        clock);
  }

  @Test
  void a_post_that_x_does_not_give_is_asked_for_as_pages_show_it() {
    x.answer(
        request ->
            request.isFor("TweetResultByRestId")
                ? Reply.json(404, "")
                : request.isFor("/tweet-result")
                    ? Reply.json(
                        200,
                        "{\"text\":\"Listen\",\"entities\":{\"urls\":[{\"expanded_url\":\""
                            + FakeX.SPACE_LINK
                            + "\"}]}}")
                    : x.honest(request));

    Conversion conversion = Conversion.of("https://x.com/jack/status/20", x.settings(), clock);

    assertThat(conversion.outcome()).isEqualTo("completed");
    Request syndicated = x.requests("/tweet-result").get(0);
    assertThat(syndicated.parameter("id")).isEqualTo("20");
    assertThat(syndicated.parameter("token")).isNotBlank();
    assertThat(syndicated.headers()).doesNotContainKeys("authorization", "x-guest-token");
  }

  @Test
  void restricted_spaces_are_told_apart_in_words() {
    Set<String> details =
        List.of(
                "\"narrow_cast_space_type\":1",
                "\"narrow_cast_space_type\":2",
                "\"is_locked\":true")
            .stream()
            .map(
                restriction -> {
                  x.answer(
                      "AudioSpaceById",
                      request ->
                          Reply.json(
                              200, FakeX.SPACE.replace("\"state\"", restriction + ",\"state\"")));
                  Conversion conversion = convert();
                  assertThat(conversion.outcome()).isEqualTo("space-restricted");
                  return conversion.detail();
                })
            .collect(Collectors.toSet());

    assertThat(details).hasSize(3).anyMatch(detail -> detail.contains("subscribers"));
    assertThat(convert(SESSION).outcome()).isEqualTo("completed");
  }
}
