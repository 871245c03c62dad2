package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import top.vetra.resolver.FakeX.Reply;
import top.vetra.resolver.FakeX.Request;

/** The cookies of an account, which an operator may set for what guests may not see. */
class OperatorSessionTest {

  private static final String AUTH_TOKEN = "0123456789abcdefauthtokensecret";
  private static final String CT0 = "fedcba9876543210ct0secret";
  private static final String NOT_AUTHORIZED =
      "{\"errors\":[{\"message\":\"User is not authorized to view this Space\"}],\"data\":{}}";

  private final FakeX x = new FakeX();

  @AfterEach
  void close() {
    x.close();
  }

  private Conversion convert(String link) {
    return Conversion.of(link, x.settings("VETRA_X_AUTH_TOKEN", AUTH_TOKEN, "VETRA_X_CT0", CT0));
  }

  private static boolean isGuest(Request request) {
    return request.headers().containsKey("x-guest-token");
  }

  @Test
  void is_not_used_while_guests_are_welcome() {
    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("completed");
    assertThat(x.requests("/"))
        .noneSatisfy(request -> assertThat(request.headers()).containsKey("cookie"));
  }

  @Test
  void helps_where_a_login_is_needed() {
    x.answer(
        "AudioSpaceById",
        request -> isGuest(request) ? Reply.json(200, NOT_AUTHORIZED) : x.honest(request));

    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("completed");
    assertThat(x.requests("AudioSpaceById"))
        .last()
        .satisfies(
            request ->
                assertThat(request.headers())
                    .containsEntry("cookie", "auth_token=" + AUTH_TOKEN + "; ct0=" + CT0)
                    .containsEntry("x-csrf-token", CT0)
                    .containsEntry("x-twitter-auth-type", "OAuth2Session")
                    .containsKey("authorization")
                    .doesNotContainKey("x-guest-token"));
  }

  @Test
  void helps_when_guest_access_is_shut() {
    x.answer("guest/activate", request -> Reply.json(403, ""));

    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("completed");
  }

  @Test
  void helps_when_every_guest_token_is_refused() {
    x.answer(
        request ->
            isGuest(request) && !request.isFor("guest/activate")
                ? Reply.json(401, "")
                : x.honest(request));

    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("completed");
  }

  @Test
  void helps_with_posts_that_guests_may_not_see() {
    x.answer(
        "TweetResultByRestId",
        request ->
            isGuest(request)
                ? Reply.json(
                    200,
                    "{\"data\":{\"tweetResult\":{\"result\":{\"__typename\":\"TweetUnavailable\","
                        + "\"reason\":\"NsfwLoggedOut\"}}}}")
                : Reply.json(
                    200,
                    "{\"data\":{\"tweetResult\":{\"result\":{\"__typename\":\"Tweet\",\"legacy\":"
                        + "{\"entities\":{\"urls\":[{\"expanded_url\":\""
                        + FakeX.SPACE_LINK
                        + "\"}]}}}}}}"));

    assertThat(convert("https://x.com/jack/status/20").outcome()).isEqualTo("completed");
  }

  @Test
  void changes_nothing_when_x_refuses_it_too() {
    x.answer("AudioSpaceById", request -> Reply.json(200, NOT_AUTHORIZED));

    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("space-restricted");

    x.answer(
        "AudioSpaceById",
        request ->
            isGuest(request)
                ? Reply.json(200, NOT_AUTHORIZED)
                : Reply.json(401, "{\"errors\":[]}"));

    assertThat(convert(FakeX.SPACE_LINK).outcome()).isEqualTo("space-restricted");
  }

  @Test
  void without_it_a_shut_guest_access_is_told_as_such() {
    x.answer("guest/activate", request -> Reply.json(403, ""));

    assertThat(Conversion.of(FakeX.SPACE_LINK, x.settings()).outcome())
        .isEqualTo("upstream-blocked");
    assertThat(x.requests("guest/activate")).hasSize(1);
  }

  @Test
  void is_never_sent_to_the_host_of_short_links() {
    x.answer("/tco/", request -> Reply.json(301, "").with("Location", FakeX.SPACE_LINK));

    assertThat(convert("https://t.co/abc").outcome()).isEqualTo("completed");
    assertThat(x.requests("/tco/"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.headers())
                    .doesNotContainKeys("cookie", "authorization", "x-csrf-token", "x-guest-token")
                    .containsEntry("user-agent", "Vetra/1.0"));
  }

  @Test
  void is_never_logged() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Logger own = (Logger) LoggerFactory.getLogger("top.vetra.resolver");
    Level before = own.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    own.addAppender(lines);
    own.setAdditive(false);
    own.setLevel(Level.TRACE);
    try {
      x.answer(
          "AudioSpaceById",
          request ->
              Reply.json(
                  isGuest(request) ? 403 : 400,
                  "{\"guest_token\":\"1001\",\"ct0\":\""
                      + CT0
                      + "\",\"a\":\""
                      + AUTH_TOKEN
                      + AUTH_TOKEN
                      + "\"}"));
      convert(FakeX.SPACE_LINK);
    } finally {
      root.detachAppender(lines);
      own.detachAppender(lines);
      own.setAdditive(true);
      own.setLevel(before);
    }
    String log =
        List.copyOf(lines.list).stream()
            .map(ILoggingEvent::getFormattedMessage)
            .collect(Collectors.joining("\n"));
    assertThat(log).contains("X refuses a guest", "X seems to have changed");
    assertThat(log).doesNotContain(AUTH_TOKEN, CT0, "\"1001\"", "Bearer");
    assertThat(x.settings("VETRA_X_AUTH_TOKEN", AUTH_TOKEN, "VETRA_X_CT0", CT0).toString())
        .doesNotContain(AUTH_TOKEN, CT0);
  }
}
