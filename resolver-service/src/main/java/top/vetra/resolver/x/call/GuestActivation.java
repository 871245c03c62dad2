package top.vetra.resolver.x.call;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import top.vetra.resolver.x.call.NoAnswerException.Reason;

/** Asks X for a guest token. */
final class GuestActivation {

  private static final String PATH = "/1.1/guest/activate.json";

  private final Http http;
  private final URI uri;
  private final Map<String, String> headers;
  private final Clock clock;

  GuestActivation(Http http, Access access, Clock clock) {
    this.http = http;
    this.uri = URI.create(access.apiUrl() + PATH);
    this.headers = access.headers();
    this.clock = clock;
  }

  /** A token of digits, 19 of them today. */
  Mono<String> token() {
    return http.send(Endpoint.GUEST_TOKEN, HttpMethod.POST, uri, headers).map(this::read);
  }

  private String read(Answer answer) {
    Reply reply = Reply.of(answer, Caller.GUEST);
    if (answer.isRateLimited() || reply.complaints().rateLimited()) {
      throw answer.rateLimit(clock.instant());
    }
    if (reply.status() == 401 || reply.status() == 403) {
      throw NoAnswerException.refused(Reason.GUESTS_REFUSED);
    }
    String token = reply.json().path("guest_token").asString("");
    if (!token.matches("\\d{1,32}")) {
      throw new NoAnswerException(
          Reason.GUESTS_REFUSED, reply.notUnderstood("no guest token").otherwise());
    }
    return token;
  }
}
