package top.vetra.resolver.x.call;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GraphQL query, sent under the first of its ids that X still knows, with the features that X
 * asks for.
 */
public final class GraphqlQuery {

  private static final Logger log = LoggerFactory.getLogger(GraphqlQuery.class);

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An answer that asks for features, one that asks for more of them, and one that is empty. */
  private static final int MORE_TRIES = 3;

  /** X's web client sends some forty with its largest query. */
  private static final int MOST_FEATURES = 100;

  private final XCalls calls;
  private final Endpoint endpoint;
  private final String base;
  private final String operation;
  private final List<String> ids;
  private final Map<String, Boolean> features;
  private final String fieldToggles;
  private final AtomicInteger working = new AtomicInteger();

  /**
   * @param webUrl base of GraphQL calls
   * @param operation the last part of the path, such as {@code AudioSpaceById}
   * @param fieldToggles sent beside the features; none where empty
   */
  public GraphqlQuery(
      XCalls calls,
      Endpoint endpoint,
      URI webUrl,
      String operation,
      QuerySettings settings,
      Map<String, Boolean> fieldToggles) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.base = webUrl + "/i/api/graphql/";
    this.operation = operation;
    this.ids = settings.ids();
    this.features = new ConcurrentSkipListMap<>(features(settings));
    this.fieldToggles = fieldToggles.isEmpty() ? "" : parameter("&fieldToggles=", fieldToggles);
  }

  private static Map<String, Boolean> features(QuerySettings settings) {
    Map<String, Boolean> features = new LinkedHashMap<>();
    settings.featuresOn().forEach(name -> features.put(name, true));
    settings.featuresOff().forEach(name -> features.put(name, false));
    return features;
  }

  private static String parameter(String name, Object value) {
    return name + URLEncoder.encode(JSON.writeValueAsString(value), StandardCharsets.UTF_8);
  }

  /** Asks with these variables, as {@link XCalls#get} does. */
  public <T> Mono<T> ask(Map<String, Object> variables, Function<Reply, Optional<T>> reader) {
    String query = "?" + parameter("variables=", variables);
    return Mono.defer(() -> ask(working.get(), 1, query, reader));
  }

  private <T> Mono<T> ask(int index, int asked, String query, Function<Reply, Optional<T>> reader) {
    int next = (index + 1) % ids.size();
    AtomicBoolean wasEmpty = new AtomicBoolean();
    return Mono.defer(() -> calls.get(endpoint, uri(index, query), reader))
        .retryWhen(
            Retry.max(MORE_TRIES)
                .filter(
                    failure ->
                        failure instanceof StaleQueryException stale
                            && (sendMissing(stale)
                                || (stale.isEmpty() && wasEmpty.compareAndSet(false, true))))
                .onRetryExhaustedThrow((spec, last) -> last.failure()))
        .doOnSuccess(found -> working.set(index))
        .onErrorResume(
            StaleQueryException.class,
            stale -> {
              log.warn("{} {} is not known to X any more", operation, ids.get(index));
              return asked < ids.size()
                  ? ask(next, asked + 1, query, reader)
                  : Mono.error(stale.otherwise());
            });
  }

  private URI uri(int index, String query) {
    String sent = query + parameter("&features=", features) + fieldToggles;
    return URI.create(base + ids.get(index) + "/" + operation + sent);
  }

  /** Whether X asks for features that were not sent, and are from now on. */
  private boolean sendMissing(StaleQueryException stale) {
    Set<String> missing = new HashSet<>(stale.missingFeatures());
    missing.removeAll(features.keySet());
    if (missing.isEmpty() || features.size() + missing.size() > MOST_FEATURES) {
      return false;
    }
    missing.forEach(name -> features.put(name, false));
    log.warn("{}: X asks for the features {}, which are sent from now on", operation, missing);
    return true;
  }
}
