package top.vetra.resolver.x.call;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A GraphQL query, sent under the first of its ids that X still knows. */
public final class GraphqlQuery {

  private static final Logger log = LoggerFactory.getLogger(GraphqlQuery.class);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final XCalls calls;
  private final Endpoint endpoint;
  private final String base;
  private final String operation;
  private final List<String> ids;
  private final String constants;
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
    this.constants =
        parameter("&features=", features(settings))
            + (fieldToggles.isEmpty() ? "" : parameter("&fieldToggles=", fieldToggles));
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
    String query = "?" + parameter("variables=", variables) + constants;
    return Mono.defer(() -> ask(working.get(), 1, query, reader));
  }

  private <T> Mono<T> ask(int index, int asked, String query, Function<Reply, Optional<T>> reader) {
    URI uri = URI.create(base + ids.get(index) + "/" + operation + query);
    int next = (index + 1) % ids.size();
    return calls
        .get(endpoint, uri, reader)
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
}
