package top.vetra.resolver.x.graphql;

import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.x.call.Caller;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Next;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;
import top.vetra.resolver.x.call.Reply;
import top.vetra.resolver.x.call.XCalls;

/** A GraphQL query, asked in one way after the other until one gives what is asked for. */
public final class GraphqlQuery {

  private static final Logger log = LoggerFactory.getLogger(GraphqlQuery.class);

  /** An answer that asks for features, one that asks for more of them, and one that is blank. */
  private static final int MORE_TRIES = 3;

  private final XCalls calls;
  private final Endpoint endpoint;
  private final String variable;
  private final List<Route> configured;
  private final NewestRoutes newest;
  private final AtomicReference<@Nullable Route> working = new AtomicReference<>();

  /**
   * Asks nothing yet.
   *
   * @param bases X's bases, by what stands for them in settings: <code>{web}</code>
   * @param operation the last part of the path, such as {@code AudioSpaceById}
   * @param variable names what is asked for
   */
  public GraphqlQuery(
      XCalls calls,
      Endpoint endpoint,
      Map<String, URI> bases,
      String operation,
      String variable,
      QuerySettings settings,
      WebClientBundle bundle,
      Clock clock) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.variable = variable;
    this.configured =
        settings.all().stream().map(route -> new Route(route, bases, operation)).toList();
    this.newest = new NewestRoutes(settings, bases, operation, bundle, clock);
  }

  /**
   * Asks. Where all ways lead to nothing, the error is what they come to together: a {@link
   * NoAnswerException}, which is {@link Reason#EMPTY} only if no route gave more than nothing.
   *
   * @param reader as of {@link XCalls#ask}
   */
  public <T> Mono<T> ask(String value, Function<Reply, Optional<T>> reader) {
    return Mono.defer(() -> over(inOrder().iterator(), new RouteFailures(), false, value, reader));
  }

  private <T> Mono<T> over(
      Iterator<Route> routes,
      RouteFailures failures,
      boolean renewed,
      String value,
      Function<Reply, Optional<T>> reader) {
    while (routes.hasNext()) {
      Route route = routes.next();
      if (!failures.rulesOut(route)) {
        return along(route, failures.mayRenewToken(), value, reader)
            .onErrorResume(
                failure -> Next.after(failure) == Next.OTHER_ROUTE,
                failure -> {
                  failures.note(route, failure);
                  return over(routes, failures, renewed, value, reader);
                });
      }
    }
    return !renewed && failures.areStale()
        ? newest.find().flatMap(more -> over(more.iterator(), failures, true, value, reader))
        : Mono.error(failures.together());
  }

  /** That which worked last comes first among those of its caller; guests come before sessions. */
  private List<Route> inOrder() {
    Route first = working.get();
    return Stream.concat(configured.stream(), newest.known().stream())
        .filter(route -> route.caller() == Caller.GUEST || calls.hasSession())
        .sorted(Comparator.comparing(Route::caller).thenComparing(route -> !route.equals(first)))
        .toList();
  }

  private <T> Mono<T> along(
      Route route, boolean renewing, String value, Function<Reply, Optional<T>> reader) {
    AtomicBoolean again = new AtomicBoolean();
    return Mono.defer(
            () -> calls.ask(route.caller(), renewing, endpoint, route.uri(variable, value), reader))
        .retryWhen(
            Retry.max(MORE_TRIES)
                .filter(failure -> isWorthRepeating(route, failure, again))
                .onRetryExhaustedThrow((spec, last) -> last.failure()))
        .onErrorMap(
            GraphqlQuery::isUnavailable,
            down -> new NoAnswerException(Reason.UNAVAILABLE, (ProblemException) down))
        .doOnSuccess(found -> working.set(route))
        .doOnError(NoAnswerException.class, none -> tell(route, none));
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof ProblemException named
        && named.problem().code() == ProblemCode.UPSTREAM_UNAVAILABLE;
  }

  private static boolean isWorthRepeating(Route route, Throwable failure, AtomicBoolean again) {
    if (!(failure instanceof NoAnswerException none)) {
      return false;
    }
    if (route.addFeatures(none.missingFeatures())) {
      log.warn(
          "{}: X asks for features, which are sent from now on: {}", route, none.missingFeatures());
      return true;
    }
    // Nothing at all may pass; features that another job has added meanwhile were not sent yet.
    return (none.isBlank() || !none.missingFeatures().isEmpty())
        && again.compareAndSet(false, true);
  }

  private static void tell(Route route, NoAnswerException none) {
    if (none.reason() == Reason.STALE) {
      log.warn("X does not know this query any more: {}", route);
    }
  }

  /** What each route comes to when it is asked alone, in order; for operators. */
  public <T> Flux<RouteOutcome<T>> tryEach(String value, Function<Reply, Optional<T>> reader) {
    return Flux.fromIterable(configured)
        .filter(route -> route.caller() == Caller.GUEST || calls.hasSession())
        .concatMap(
            route ->
                along(route, true, value, reader)
                    .map(found -> new RouteOutcome<>(route.toString(), found, null))
                    .onErrorResume(
                        failure -> Mono.just(new RouteOutcome<T>(route.toString(), null, failure))),
            1);
  }

  /**
   * What a route came to.
   *
   * @param route as whom, and at which address
   * @param found what it gave
   * @param failure null if it gave what was asked for
   */
  public record RouteOutcome<T>(String route, @Nullable T found, @Nullable Throwable failure) {}
}
