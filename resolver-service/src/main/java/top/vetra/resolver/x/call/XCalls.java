package top.vetra.resolver.x.call;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.TryLaterException;

/** Asks X's API: as a guest, and as the operator's account where a guest is refused. */
public final class XCalls {

  private static final Logger log = LoggerFactory.getLogger(XCalls.class);

  private final Http http;
  private final Access access;
  private final Clock clock;
  private final GuestTokens tokens;

  /** Makes no call yet. */
  public XCalls(Http http, Access access, Clock clock) {
    this.http = http;
    this.access = access;
    this.clock = clock;
    this.tokens =
        new GuestTokens(
            new GuestActivation(http, access, clock).token(), access.tokenMaxAge(), clock);
  }

  /**
   * Asks, and asks again where that may help.
   *
   * @param reader finds what was asked for; empty if X says that there is nothing. It may throw
   *     {@link LoginNeededException} and {@link TransientException}
   */
  public <T> Mono<T> get(Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader) {
    return http.retrying(asGuest(endpoint, uri, reader))
        .onErrorResume(
            LoginNeededException.class,
            needed -> asOperator(endpoint, uri, reader, needed.otherwise()));
  }

  private <T> Mono<T> asGuest(Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader) {
    return tokens
        .token()
        .flatMap(
            token ->
                http.send(endpoint, HttpMethod.GET, uri, access.guestHeaders(token))
                    .flatMap(answer -> read(checkedFor(token, answer), reader)))
        .retryWhen(
            Retry.max(1)
                .filter(TokenRefusedException.class::isInstance)
                .onRetryExhaustedThrow((spec, last) -> last.failure()))
        .onErrorMap(TokenRefusedException.class, TokenRefusedException::otherwise);
  }

  private <T> Mono<T> asOperator(
      Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader, ProblemException otherwise) {
    Access.Session session = access.session();
    if (session == null) {
      return Mono.error(otherwise);
    }
    return http.retrying(
            http.send(endpoint, HttpMethod.GET, uri, access.sessionHeaders(session))
                .flatMap(answer -> read(checked(answer), reader)))
        .onErrorMap(
            TokenRefusedException.class,
            refused -> {
              log.warn("X refuses the configured session at {}", endpoint);
              return otherwise;
            })
        .onErrorMap(LoginNeededException.class, LoginNeededException::otherwise);
  }

  /** Looks after the token before the answer is read. */
  private Reply checkedFor(String token, Answer answer) {
    boolean limited = answer.isRateLimited() || RateLimit.isUsedUp(answer.headers());
    boolean wasInUse = !limited || tokens.drop(token);
    try {
      return checked(answer);
    } catch (TokenRefusedException refused) {
      tokens.drop(token);
      throw refused;
    } catch (TryLaterException later) {
      // A token that others used up meanwhile is no reason to wait, and a limit that ends too late
      // to be waited for may not hold for another token.
      boolean far = later.at().isAfter(clock.instant().plus(access.farReset()));
      throw wasInUse && !far ? later : new TokenRefusedException(later);
    }
  }

  /** Throws what no reader needs to know of. */
  private Reply checked(Answer answer) {
    Reply reply = Reply.of(answer);
    Complaints complaints = reply.complaints();
    if (answer.isRateLimited() || complaints.rateLimited()) {
      throw answer.rateLimit(clock.instant());
    }
    boolean forbidden = reply.status() == 401 || reply.status() == 403;
    if (complaints.badGuestToken() || (forbidden && !reply.hasData())) {
      throw refusal(reply);
    }
    return reply;
  }

  private static RuntimeException refusal(Reply reply) {
    if (reply.complaints().needsLogin()) {
      return new LoginNeededException(new ProblemException(ProblemCode.SPACE_RESTRICTED));
    }
    if (reply.complaints().inTrouble()) {
      return new TransientException(reply.answer().endpoint() + " answered with X's own trouble");
    }
    log.info(
        "X refuses a guest at {}, status {}: {}",
        reply.answer().endpoint(),
        reply.status(),
        Excerpt.of(reply.answer().text()));
    return new TokenRefusedException(
        new LoginNeededException(new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE)));
  }

  private static <T> Mono<T> read(Reply reply, Function<Reply, Optional<T>> reader) {
    try {
      return Mono.justOrEmpty(reader.apply(reply));
    } catch (JacksonException unexpected) {
      return Mono.error(reply.notUnderstood("an unreadable value"));
    }
  }
}
