package top.vetra.resolver.x.graphql;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.resolver.x.call.Caller;

/** The routes that X's own web client takes today, looked up where no configured one is known. */
final class NewestRoutes {

  private static final Logger log = LoggerFactory.getLogger(NewestRoutes.class);

  /** However many jobs find all ids stale, X's page is read once in so long. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final QuerySettings settings;
  private final Map<String, URI> bases;
  private final String operation;
  private final WebClientBundle bundle;
  private final Clock clock;
  private volatile List<Route> known = List.of();
  private @Nullable Search last;

  NewestRoutes(
      QuerySettings settings,
      Map<String, URI> bases,
      String operation,
      WebClientBundle bundle,
      Clock clock) {
    this.settings = settings;
    this.bases = bases;
    this.operation = operation;
    this.bundle = bundle;
    this.clock = clock;
  }

  /** What was found before. */
  List<Route> known() {
    return known;
  }

  /**
   * Looks, or waits for who is looking already; empty where nothing new is found. It never fails.
   */
  synchronized Mono<List<Route>> find() {
    Instant now = clock.instant();
    if (last == null || !now.isBefore(last.at.plus(PAUSE))) {
      last = new Search(now, search().cache());
    }
    return last.found;
  }

  private Mono<List<Route>> search() {
    return bundle
        .query(settings.chunk(), operation)
        .map(this::routes)
        .doOnNext(found -> known = found)
        .onErrorResume(
            failure -> {
              log.warn(
                  "X's web client does not tell the id of {}: {}", operation, failure.toString());
              return Mono.empty();
            })
        .defaultIfEmpty(List.of());
  }

  private List<Route> routes(WebClientBundle.Query query) {
    log.warn("X's web client now has {} under the id {}", operation, query.id());
    RouteSettings guest = settings.newest().withId(query.id()).withFeatures(query.features());
    return Stream.of(Caller.GUEST, Caller.SESSION)
        .map(caller -> new Route(guest.withCaller(caller), bases, operation))
        .toList();
  }

  private record Search(Instant at, Mono<List<Route>> found) {}
}
