package top.vetra.resolver.x.graphql;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.resolver.x.call.Caller;

/**
 * A GraphQL query of X's web client, and the ways to ask it.
 *
 * @param ids ids that are tried before all others, each as the first route has it
 * @param routes the likeliest first
 * @param chunk the part of X's web client that names the query's present id
 */
public record QuerySettings(
    @DefaultValue List<String> ids, List<RouteSettings> routes, String chunk) {

  public QuerySettings {
    ids = RouteSettings.words("query id", ids);
    routes = List.copyOf(routes);
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("routes: none (expected: at least one)");
    }
  }

  /** All routes in order. */
  List<RouteSettings> all() {
    return Stream.concat(ids.stream().map(id -> routes.get(0).withId(id)), routes.stream())
        .toList();
  }

  /** How an id that X's web client names is asked: as the last that guests have here. */
  RouteSettings newest() {
    List<RouteSettings> guests =
        routes.stream().filter(route -> route.caller() == Caller.GUEST).toList();
    return guests.isEmpty() ? routes.get(routes.size() - 1) : guests.get(guests.size() - 1);
  }
}
