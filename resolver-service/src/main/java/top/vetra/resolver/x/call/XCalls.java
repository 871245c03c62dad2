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
import top.vetra.resolver.resolve.TryLaterException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;

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

  /** A guest token, as any call of a guest's needs one. */
  public Mono<String> guestToken() {
    return tokens.token();
  }

  /** Whether there are cookies of the operator's to ask with. */
  public boolean hasSession() {
    return access.session() != null;
  }

  /**
   * Asks at the one address that there is: as a guest, and with the operator's session where guests
   * are refused.
   *
   * @param reader as of {@link #ask}
   */
  public <T> Mono<T> get(Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader) {
    return ask(Caller.GUEST, true, endpoint, uri, reader)
        .onErrorResume(
            NoAnswerException.class,
            guest ->
                hasSession() && guest.reason().leavesHopeForSession()
                    ? ask(Caller.SESSION, false, endpoint, uri, reader)
                        .onErrorMap(XCalls::isSessionRefused, refused -> guest)
                    : Mono.error(guest))
        .onErrorMap(NoAnswerException.class, NoAnswerException::otherwise);
  }

  private static boolean isSessionRefused(Throwable failure) {
    return failure instanceof NoAnswerException none && none.reason() == Reason.SESSION_REFUSED;
  }

  /**
   * Asks in one way, and again where that may help. Errors tell by {@link Next} what to do.
   *
   * @param renewing whether another guest token is worth it where X refuses one
   * @param reader finds what was asked for; empty if X says that there is nothing. It may throw
   *     what {@link Reply} makes of answers
   */
  public <T> Mono<T> ask(
      Caller caller,
      boolean renewing,
      Endpoint endpoint,
      URI uri,
      Function<Reply, Optional<T>> reader) {
    return http.retrying(
        caller == Caller.GUEST
            ? asGuest(renewing, endpoint, uri, reader)
            : asOperator(endpoint, uri, reader));
  }

  private <T> Mono<T> asGuest(
      boolean renewing, Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader) {
    return tokens
        .token()
        .flatMap(
            token ->
                http.send(endpoint, HttpMethod.GET, uri, access.guestHeaders(token))
                    .flatMap(answer -> read(checkedFor(token, renewing, answer), reader)))
        .retryWhen(
            Retry.max(renewing ? 1 : 0)
                .filter(TokenRefusedException.class::isInstance)
                .onRetryExhaustedThrow((spec, last) -> last.failure()))
        .onErrorMap(TokenRefusedException.class, TokenRefusedException::otherwise);
  }

  private <T> Mono<T> asOperator(Endpoint endpoint, URI uri, Function<Reply, Optional<T>> reader) {
    Access.Session session = access.session();
    if (session == null) {
      return Mono.error(NoAnswerException.refused(Reason.SESSION_REFUSED));
    }
    return http.send(endpoint, HttpMethod.GET, uri, access.sessionHeaders(session))
        .flatMap(answer -> read(checked(answer, Caller.SESSION), reader))
        .onErrorMap(
            TokenRefusedException.class,
            refused -> {
              log.warn("X refuses the configured session at {}", endpoint);
              return NoAnswerException.refused(Reason.SESSION_REFUSED);
            });
  }

  /** Looks after the token before the answer is read. */
  private Reply checkedFor(String token, boolean renewing, Answer answer) {
    boolean limited = answer.isRateLimited() || RateLimit.isUsedUp(answer.headers());
    boolean wasInUse = !limited || tokens.drop(token);
    try {
      return checked(answer, Caller.GUEST);
    } catch (TokenRefusedException refused) {
      if (renewing) {
        tokens.drop(token);
      }
      throw refused;
    } catch (TryLaterException later) {
      // A token that others used up meanwhile is no reason to wait, and a limit that ends too late
      // to be waited for may not hold for another token.
      boolean far = later.at().isAfter(clock.instant().plus(access.farReset()));
      throw wasInUse && !far ? later : new TokenRefusedException(later);
    }
  }

  /** Throws what no reader needs to know of. */
  private Reply checked(Answer answer, Caller caller) {
    Reply reply = Reply.of(answer, caller);
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
      return NoAnswerException.restricted(ProblemCode.SPACE_RESTRICTED.advice());
    }
    if (reply.complaints().inTrouble()) {
      return new TransientException(reply.answer().endpoint() + " answered with X's own trouble");
    }
    log.info(
        "X refuses {} at {}, status {}: {}",
        reply.isForGuest() ? "a guest" : "the session",
        reply.answer().endpoint(),
        reply.status(),
        Excerpt.of(reply.answer().text()));
    return new TokenRefusedException(NoAnswerException.refused(Reason.REFUSED));
  }

  private static <T> Mono<T> read(Reply reply, Function<Reply, Optional<T>> reader) {
    try {
      return Mono.justOrEmpty(reader.apply(reply));
    } catch (JacksonException unexpected) {
      return Mono.error(reply.notUnderstood("an unreadable value"));
    }
  }
}
